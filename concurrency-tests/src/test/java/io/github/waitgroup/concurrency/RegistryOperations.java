// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.concurrency;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;

/**
 * What threads do with two groups of one registry, which is asked for its total only: a
 * unit enters the total before its group, so that the two answers have no common order.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
@Param(name = "group", gen = IntGen.class, conf = "0:1")
public class RegistryOperations {

    private static final int THREADS = 8;

    private final WaitGroupRegistry registry = new WaitGroupRegistry();

    private final List<WaitGroup> groups = List.of(this.registry.group("one"), this.registry.group("two"));

    private final List<Deque<Registration>> own = new ArrayList<>();

    public RegistryOperations() {
        for (int i = 0; i < THREADS; i++) {
            this.own.add(new ArrayDeque<>());
        }
    }

    @Operation
    public void register(@Param(name = "thread") int thread, @Param(name = "group") int group) {
        this.own.get(thread).push(this.groups.get(group).register("unit"));
    }

    @Operation
    public boolean closeOwn(@Param(name = "thread") int thread) {
        Registration unit = this.own.get(thread).poll();
        if (unit == null) {
            return false;
        }
        unit.close();
        return true;
    }

    @Operation
    public void handOver(@Param(name = "thread") int thread, @Param(name = "group") int group) {
        Registration parent = this.own.get(thread).poll();
        this.own.get(thread).push(this.groups.get(group).register("unit"));
        if (parent != null) {
            parent.close();
        }
    }

    @Operation
    public boolean isZero() throws InterruptedException {
        return this.registry.await(Duration.ZERO);
    }

    /**
     * Has a waiter come who stays, so that counting goes on before the eyes of waiters.
     */
    @Operation
    public void joinGate() {
        this.registry.completion();
    }

}
