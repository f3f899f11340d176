// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

/**
 * A fork-join pool, waited for by its own means.
 */
class AwaitedForkJoinPool implements AwaitedPool {

    private final ForkJoinPool pool;

    AwaitedForkJoinPool(ForkJoinPool pool) {
        this.pool = pool;
    }

    @Override
    public boolean isOf(Executor executor) {
        return this.pool == executor;
    }

    @Override
    public boolean isAtWork() {
        return !this.pool.isQuiescent() || this.pool.hasQueuedSubmissions();
    }

    @Override
    public void await() throws InterruptedException {
        // In parts, because the wait itself takes no notice of an interrupt
        while (!this.pool.awaitQuiescence(1, TimeUnit.SECONDS)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    @Override
    public boolean isTerminated() {
        return this.pool.isTerminated();
    }

    @Override
    public int running() {
        return this.pool.getActiveThreadCount();
    }

    @Override
    public long queued() {
        return this.pool.getQueuedTaskCount() + this.pool.getQueuedSubmissionCount();
    }

}
