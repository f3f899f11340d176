// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.benchmarks;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long it takes from the last done() until the waiter is back, there and back again:
 * an echo thread stands at one gate, the measuring thread opens it and stands at another
 * one, which the echo thread opens. A round trip is two wake-ups. Nothing is polled.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class WakeUpBenchmark {

    /** What the two threads wait at. */
    @Param({ "addDone", "registerClose", "countDownLatch", "phaser" })
    public String gate = "";

    private Gate ping = Gate.of("addDone");

    private Gate pong = this.ping;

    private Thread echo = new Thread(this::echo);

    private volatile boolean over;

    /**
     * Starts the echo thread, its gate armed.
     */
    @Setup
    public void start() {
        this.ping = Gate.of(this.gate);
        this.pong = Gate.of(this.gate);
        this.over = false;
        this.ping.arm();
        this.echo = new Thread(this::echo, "echo");
        this.echo.setDaemon(true);
        this.echo.start();
    }

    private void echo() {
        try {
            for (;;) {
                this.ping.await();
                if (this.over) {
                    return;
                }
                this.ping.arm();
                this.pong.open();
            }
        }
        catch (InterruptedException ex) {
            throw new IllegalStateException("Nobody interrupts the echo", ex);
        }
    }

    /**
     * Wakes the echo thread and is woken by it.
     * @throws InterruptedException if JMH ends the run
     */
    @Benchmark
    public void roundTrip() throws InterruptedException {
        this.pong.arm();
        this.ping.open();
        this.pong.await();
    }

    /**
     * Ends the echo thread.
     * @throws InterruptedException if JMH ends the run
     */
    @TearDown
    public void stop() throws InterruptedException {
        this.over = true;
        this.ping.open();
        this.echo.join();
    }

}
