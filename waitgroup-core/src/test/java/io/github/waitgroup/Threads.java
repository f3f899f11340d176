// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Threads of a test. Every wait is bounded, and what a thread throws fails the test that
 * asks for its result.
 */
final class Threads implements AutoCloseable {

    static final Duration BOUND = Duration.ofMinutes(2);

    private final ExecutorService pool = Executors.newCachedThreadPool(Threads::daemon);

    static Thread daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }

    <T extends @Nullable Object> Future<T> start(Callable<T> task) {
        return this.pool.submit(task);
    }

    Future<?> run(Action task) {
        return this.pool.submit(() -> {
            task.run();
            return null;
        });
    }

    static <T extends @Nullable Object> T get(Future<T> future) throws Exception {
        return future.get(BOUND.toSeconds(), TimeUnit.SECONDS);
    }

    static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(BOUND.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The other thread did not come in time");
        }
    }

    static void await(CyclicBarrier barrier) throws Exception {
        barrier.await(BOUND.toSeconds(), TimeUnit.SECONDS);
    }

    /** Waits however often the thread is interrupted meanwhile. */
    static void awaitStubbornly(CountDownLatch latch) {
        CompletableFuture.runAsync(() -> {
            try {
                await(latch);
            }
            catch (InterruptedException ex) {
                throw new IllegalStateException(ex);
            }
        }, (task) -> daemon(task).start()).join();
    }

    @Override
    public void close() {
        this.pool.shutdownNow();
    }

    /**
     * What a thread does; it may throw.
     */
    interface Action {

        void run() throws Exception;

    }

}
