// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.thread;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.waitgroup.UncountedWork;

/**
 * What runs on the JDK's common pool, as {@code CompletableFuture.supplyAsync(task)} and
 * parallel streams do. Nobody can see its single tasks, but the pool says when it has
 * nothing left to do.
 */
final class CommonPoolWork implements UncountedWork {

    private final ForkJoinPool pool;

    private final Supplier<Duration> remaining;

    /**
     * Creates a view of a pool.
     * @param pool the pool
     * @param remaining what is left of the drain's time
     */
    CommonPoolWork(ForkJoinPool pool, Supplier<Duration> remaining) {
        this.pool = pool;
        this.remaining = remaining;
    }

    @Override
    public Map<String, Await> atWork() {
        if (isAtWork() && ForkJoinTask.getPool() == this.pool) {
            // The drain itself runs here: only its own thread can wait for all others
            boolean quiescent = this.pool.awaitQuiescence(this.remaining.get().toNanos(), TimeUnit.NANOSECONDS);
            if (quiescent) {
                return Map.of();
            }
        }
        return isAtWork() ? Map.of("ForkJoinPool.commonPool", this::await) : Map.of();
    }

    private boolean isAtWork() {
        return !this.pool.isQuiescent() || this.pool.hasQueuedSubmissions();
    }

    // The pool takes no notice of an interrupt, but never pauses any more after it
    private void await() throws InterruptedException {
        while (isAtWork()) {
            boolean quiescent = this.pool.awaitQuiescence(1, TimeUnit.SECONDS);
            if (!quiescent && Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

}
