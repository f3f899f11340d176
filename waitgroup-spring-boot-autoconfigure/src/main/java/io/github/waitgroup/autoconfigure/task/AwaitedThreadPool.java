// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.github.waitgroup.WaitGroup;
import org.jspecify.annotations.Nullable;

/**
 * A pool of threads whose tasks are not known, but whose threads are: they are counted
 * from their creation on. Told not to keep idle threads any more, the pool has neither
 * tasks nor a queue when its last thread has ended. After that it keeps them as before.
 */
final class AwaitedThreadPool implements AwaitedPool {

    /** How long threads may stay idle meanwhile. */
    private static final long KEEP_ALIVE_MILLIS = 1;

    /** How long idle threads may take to end, so that an idle pool is no work. */
    private static final Duration GRACE = Duration.ofMillis(100);

    private final ThreadPoolExecutor pool;

    private final WaitGroup threads;

    private @Nullable Keeping before;

    private AwaitedThreadPool(ThreadPoolExecutor pool, WaitGroup threads) {
        this.pool = pool;
        this.threads = threads;
    }

    /**
     * Begins to count the threads of a pool.
     * @param pool the pool
     * @return {@code null} if it has threads that were not counted
     */
    static @Nullable AwaitedThreadPool of(ThreadPoolExecutor pool) {
        if (pool.getThreadFactory() instanceof CountingThreadFactory counting) {
            // Of another context
            return new AwaitedThreadPool(pool, counting.threads());
        }
        if (pool.getPoolSize() > 0) {
            return null;
        }
        WaitGroup threads = new WaitGroup("threads");
        pool.setThreadFactory(new CountingThreadFactory(threads, pool.getThreadFactory()));
        return new AwaitedThreadPool(pool, threads);
    }

    @Override
    public boolean isOf(Executor executor) {
        return this.pool == executor;
    }

    // To ask for tasks is not enough: a thread may have taken one from the queue and not
    // begun it yet, and then no number of the pool shows it
    @Override
    public boolean isAtWork() {
        if (this.threads.count() == 0) {
            return false;
        }
        dismissIdle();
        try {
            if (!this.threads.await(GRACE)) {
                return true;
            }
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return true;
        }
        restore();
        return false;
    }

    @Override
    public void await() throws InterruptedException {
        try {
            this.threads.await();
        }
        finally {
            restore();
        }
    }

    private synchronized void dismissIdle() {
        if (this.before == null) {
            this.before = new Keeping(this.pool.allowsCoreThreadTimeOut(),
                    this.pool.getKeepAliveTime(TimeUnit.NANOSECONDS));
            this.pool.setKeepAliveTime(KEEP_ALIVE_MILLIS, TimeUnit.MILLISECONDS);
            this.pool.allowCoreThreadTimeOut(true);
        }
    }

    private synchronized void restore() {
        if (this.before != null) {
            // In this order, because core threads that time out need a time
            this.pool.allowCoreThreadTimeOut(this.before.coreTimeOut());
            this.pool.setKeepAliveTime(this.before.nanos(), TimeUnit.NANOSECONDS);
            this.before = null;
        }
    }

    @Override
    public boolean isTerminated() {
        return this.pool.isTerminated();
    }

    @Override
    public int running() {
        return this.pool.getActiveCount();
    }

    @Override
    public long queued() {
        return this.pool.getQueue().size();
    }

    private record Keeping(boolean coreTimeOut, long nanos) {
    }

}
