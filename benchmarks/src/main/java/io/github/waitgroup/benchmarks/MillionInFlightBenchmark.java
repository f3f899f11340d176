// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.benchmarks;

import java.util.concurrent.TimeUnit;

import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.WaitGroupSnapshot;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to look at a million units in flight, and what the look costs those who
 * register meanwhile: one thread takes snapshots of 50 units, another one registers and
 * closes all the time; beside it, the same registering without anybody who looks.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class MillionInFlightBenchmark {

    private static final int UNITS = 1_000_000;

    private final WaitGroup group = new WaitGroupRegistry().group("benchmark");

    /**
     * Registers the million. The group itself holds on to them.
     */
    @Setup
    public void register() {
        for (int i = 0; i < UNITS; i++) {
            this.group.register("unit");
        }
    }

    /**
     * Looks at the oldest 50.
     * @return the snapshot
     */
    @Benchmark
    @Group("watched")
    public WaitGroupSnapshot snapshot() {
        return this.group.snapshot(50);
    }

    /**
     * Registers while the other thread looks.
     * @return the closed unit
     */
    @Benchmark
    @Group("watched")
    public Registration registerCloseWatched() {
        return registerClose();
    }

    /**
     * Registers while nobody looks.
     * @return the closed unit
     */
    @Benchmark
    public Registration registerCloseUnwatched() {
        return registerClose();
    }

    private Registration registerClose() {
        Registration unit = this.group.register("unit");
        unit.close();
        return unit;
    }

}
