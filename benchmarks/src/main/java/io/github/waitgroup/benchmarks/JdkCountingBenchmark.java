// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.benchmarks;

import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

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
 * What the JDK has for counting in and out, by all threads on one instance. The adder
 * shows what striping can give at most: nobody can wait for its zero.
 *
 * @see CountingBenchmark
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class JdkCountingBenchmark {

    private final AtomicLong atomicLong = new AtomicLong();

    private final LongAdder longAdder = new LongAdder();

    private final Semaphore semaphore = new Semaphore(Integer.MAX_VALUE);

    // One party stays registered: at none a phaser ends
    private final Phaser phaser = new Phaser(1);

    private final Lock readLock = new ReentrantReadWriteLock().readLock();

    private final StampedLock stampedLock = new StampedLock();

    /**
     * The least that exact counting can cost: an increment and a decrement.
     * @return the count
     */
    @Benchmark
    public long atomicLong() {
        this.atomicLong.incrementAndGet();
        return this.atomicLong.decrementAndGet();
    }

    /**
     * An increment and a decrement without a sum.
     */
    @Benchmark
    public void longAdder() {
        this.longAdder.increment();
        this.longAdder.decrement();
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
     * A reader in and out; the writer would be the waiter.
     * @return the lock
     */
    @Benchmark
    public Lock readWriteLock() {
        this.readLock.lock();
        try {
            return this.readLock;
        }
        finally {
            this.readLock.unlock();
        }
    }

    /**
     * A reader in and out; the writer would be the waiter.
     * @return the stamp
     */
    @Benchmark
    public long stampedLock() {
        long stamp = this.stampedLock.readLock();
        this.stampedLock.unlockRead(stamp);
        return stamp;
    }

}
