// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

import org.springframework.context.SmartLifecycle;

/**
 * The middle of an answer: the log says that it has been reached, and answers go on when
 * standard input says so. Its threads are nobody's beans and nothing counts them.
 */
public class Middle implements SmartLifecycle {

    private static final Duration BOUND = Duration.ofMinutes(1);

    private static final Duration AFTER = Duration.ofMillis(300);

    private static final Duration TICK = Duration.ofMillis(100);

    private static final ThreadFactory DAEMONS = (task) -> {
        Thread thread = new Thread(task, "proof");
        thread.setDaemon(true);
        return thread;
    };

    private final CompletableFuture<Void> goOn = new CompletableFuture<>();

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2, DAEMONS);

    private volatile boolean running;

    /**
     * Says that an answer has begun, as far as it can for now.
     * @param kind the kind of answer
     */
    public void reached(String kind) {
        System.out.println("Proof: in the middle of " + kind);
    }

    /**
     * Completes a while after answers may go on.
     * @return the promise of it
     */
    public CompletableFuture<Void> over() {
        return this.goOn.thenCompose((nothing) -> in(AFTER));
    }

    /**
     * Waits until {@link #over()}.
     */
    public void await() {
        over().orTimeout(BOUND.toSeconds(), TimeUnit.SECONDS).join();
    }

    /**
     * Completes some time later.
     * @param time how much later
     * @return the promise of it
     */
    public CompletableFuture<Void> in(Duration time) {
        CompletableFuture<Void> later = new CompletableFuture<>();
        Future<?> unused = this.timer.schedule(() -> later.complete(null), time.toMillis(), TimeUnit.MILLISECONDS);
        return later;
    }

    /**
     * Hands out numbers, one at a time, until there are no more or the one who takes them
     * fails.
     * @param from the first number
     * @param to the number after the last
     * @param taker takes them
     * @return completes after the last one
     */
    public CompletableFuture<Void> tick(int from, int to, IntConsumer taker) {
        if (from >= to) {
            return CompletableFuture.completedFuture(null);
        }
        return in(TICK).thenCompose((nothing) -> {
            taker.accept(from);
            return tick(from + 1, to, taker);
        });
    }

    private void read() {
        try {
            String line = new String(System.in.readNBytes("go on\n".length()), StandardCharsets.US_ASCII);
            if ("go on\n".equals(line)) {
                this.goOn.complete(null);
            }
        }
        catch (IOException ex) {
            this.goOn.completeExceptionally(ex);
        }
    }

    @Override
    public void start() {
        this.running = true;
        DAEMONS.newThread(this::read).start();
    }

    @Override
    public void stop() {
        this.running = false;
    }

    @Override
    public boolean isRunning() {
        return this.running;
    }

    // The last to stop: whatever is still in flight may need it
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 10;
    }

}
