// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A small pool whose tasks are counted, and whose threads can be kept busy.
 */
final class CountedPool implements AutoCloseable {

    final ThreadPoolExecutor pool;

    final ExecutorService counted;

    private final CountDownLatch free = new CountDownLatch(1);

    CountedPool(WaitGroup group, int threads, int queue, RejectedExecutionHandler handler) {
        this.pool = new ThreadPoolExecutor(threads, threads, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(queue),
                CountedPool::thread, handler);
        this.counted = group.executor("task", this.pool);
    }

    /**
     * Makes a thread that does not print what its tasks throw.
     * @param task what it runs
     * @return the thread
     */
    static Thread thread(Runnable task) {
        Thread thread = Threads.daemon(task);
        thread.setUncaughtExceptionHandler((ended, ex) -> assertThat(ex).hasMessage("expected"));
        return thread;
    }

    /** Keeps one thread busy until {@link #free()}, whatever interrupts it. */
    void occupy() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        this.counted.execute(() -> {
            started.countDown();
            Threads.awaitStubbornly(this.free);
        });
        Threads.await(started);
    }

    void free() {
        this.free.countDown();
    }

    void end() throws InterruptedException {
        free();
        this.counted.shutdown();
        assertThat(this.counted.awaitTermination(Threads.BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void close() {
        free();
        this.pool.shutdownNow();
    }

}
