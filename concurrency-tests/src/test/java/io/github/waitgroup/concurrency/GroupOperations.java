// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.concurrency;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import io.github.waitgroup.Hold;
import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;

/**
 * What threads do with a group, each with an answer that {@link GroupSpecification} knows
 * for every order. The count is left out: it is a value for monitoring.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
@Param(name = "n", gen = IntGen.class, conf = "1:2")
public class GroupOperations {

    private static final int THREADS = 8;

    private final WaitGroup group = new WaitGroup("test");

    /** In flight from the beginning, to be closed by any thread, also twice. */
    private final Registration shared = this.group.register("shared");

    private final List<Deque<Registration>> own = new ArrayList<>();

    private final List<Deque<Hold>> ownHolds = new ArrayList<>();

    public GroupOperations() {
        for (int i = 0; i < THREADS; i++) {
            this.own.add(new ArrayDeque<>());
            this.ownHolds.add(new ArrayDeque<>());
        }
    }

    @Operation
    public boolean register(@Param(name = "thread") int thread) {
        try {
            this.own.get(thread).push(this.group.register("unit"));
            return true;
        }
        catch (RejectedExecutionException ex) {
            return false;
        }
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

    /**
     * Not by two threads at once: the second close() is free to return while the first is
     * still counting down. What may not happen then is a matter of {@code DoubleClose}.
     */
    @Operation(nonParallelGroup = "shared")
    public void closeShared() {
        this.shared.close();
    }

    @Operation
    public boolean hold(@Param(name = "thread") int thread) {
        try {
            this.ownHolds.get(thread).push(this.group.hold());
            return true;
        }
        catch (RejectedExecutionException ex) {
            return false;
        }
    }

    @Operation
    public boolean closeHold(@Param(name = "thread") int thread) {
        Hold hold = this.ownHolds.get(thread).poll();
        if (hold == null) {
            return false;
        }
        hold.close();
        return true;
    }

    @Operation
    public boolean add(@Param(name = "n") int n) {
        try {
            this.group.add(n);
            return true;
        }
        catch (RejectedExecutionException ex) {
            return false;
        }
    }

    @Operation
    public boolean done() {
        try {
            this.group.done();
            return true;
        }
        catch (IllegalStateException ex) {
            return false;
        }
    }

    @Operation
    public boolean isZero() throws InterruptedException {
        return this.group.await(Duration.ZERO);
    }

    @Operation
    public void close() {
        this.group.close();
    }

    @Operation
    public void reopen() {
        this.group.reopen();
    }

    @Operation
    public boolean isClosed() {
        return this.group.isClosed();
    }

    /**
     * Has a waiter come who stays, so that counting goes on before the eyes of waiters.
     */
    @Operation
    public void joinGate() {
        this.group.completion();
    }

}
