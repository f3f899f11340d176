// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.benchmarks;

import java.util.concurrent.TimeUnit;

import io.github.waitgroup.Hold;
import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The cost of counting one unit of work in and out, by all threads on one instance.
 *
 * @see JdkCountingBenchmark
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CountingBenchmark {

    private final WaitGroup group = new WaitGroup("benchmark");

    private final WaitGroup waitedFor = waitedFor();

    private final WaitGroup groupOfRegistry = new WaitGroupRegistry().group("benchmark");

    private static WaitGroup waitedFor() {
        WaitGroup group = new WaitGroup("waited-for");
        group.add(1);
        group.completion();
        return group;
    }

    /**
     * Go's way: a plain add and done.
     */
    @Benchmark
    public void addDone() {
        this.group.add(1);
        this.group.done();
    }

    /**
     * The same, counted in the total of a registry, too.
     */
    @Benchmark
    public void addDoneInRegistry() {
        this.groupOfRegistry.add(1);
        this.groupOfRegistry.done();
    }

    /**
     * A unit without a name, that cannot be counted down twice.
     * @return the closed hold
     */
    @Benchmark
    public Hold holdClose() {
        Hold hold = this.group.hold();
        hold.close();
        return hold;
    }

    /**
     * The same, counted in the total of a registry, too.
     * @return the closed hold
     */
    @Benchmark
    public Hold holdCloseInRegistry() {
        Hold hold = this.groupOfRegistry.hold();
        hold.close();
        return hold;
    }

    /**
     * A unit with label, age and parent.
     * @return the closed unit
     */
    @Benchmark
    public Registration registerClose() {
        Registration unit = this.group.register("unit");
        unit.close();
        return unit;
    }

    /**
     * A unit as the starter registers it: counted in its group and in the total.
     * @return the closed unit
     */
    @Benchmark
    public Registration registerCloseInRegistry() {
        Registration unit = this.groupOfRegistry.register("unit");
        unit.close();
        return unit;
    }

    /**
     * A plain add and done while somebody waits for zero, so that counting is exact.
     */
    @Benchmark
    public void addDoneWhileWaitedFor() {
        this.waitedFor.add(1);
        this.waitedFor.done();
    }

    /**
     * A unit with label, age and parent while somebody waits for zero.
     * @return the closed unit
     */
    @Benchmark
    public Registration registerCloseWhileWaitedFor() {
        Registration unit = this.waitedFor.register("unit");
        unit.close();
        return unit;
    }

}
