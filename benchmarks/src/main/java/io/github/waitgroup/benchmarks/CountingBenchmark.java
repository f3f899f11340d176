// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.benchmarks;

import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

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
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CountingBenchmark {

    private final AtomicLong atomicLong = new AtomicLong();

    private final Semaphore semaphore = new Semaphore(Integer.MAX_VALUE);

    // One party stays registered: at none a phaser ends
    private final Phaser phaser = new Phaser(1);

    private final WaitGroup group = new WaitGroup("benchmark");

    private final WaitGroup groupOfRegistry = new WaitGroupRegistry().group("benchmark");

    /**
     * The least that counting can cost: an increment and a decrement.
     * @return the count
     */
    @Benchmark
    public long atomicLong() {
        this.atomicLong.incrementAndGet();
        return this.atomicLong.decrementAndGet();
    }

    /**
     * A permit taken and given back.
     * @return whether there was one
     */
    @Benchmark
    public boolean semaphore() {
        boolean acquired = this.semaphore.tryAcquire();
        this.semaphore.release();
        return acquired;
    }

    /**
     * A party registered and deregistered.
     * @return the phase
     */
    @Benchmark
    public int phaser() {
        this.phaser.register();
        return this.phaser.arriveAndDeregister();
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
     * A unit with label, age and parent, of a group of its own.
     */
    @Benchmark
    public void registerClose() {
        this.group.register("unit").close();
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

}
