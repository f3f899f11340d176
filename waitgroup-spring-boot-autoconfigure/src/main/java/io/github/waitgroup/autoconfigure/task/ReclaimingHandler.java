// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;

import org.jspecify.annotations.Nullable;

/**
 * Ends the unit of a task that a pool refuses: it was counted when it was handed over.
 */
final class ReclaimingHandler implements RejectedExecutionHandler {

    private final RejectedExecutionHandler delegate;

    private ReclaimingHandler(RejectedExecutionHandler delegate) {
        this.delegate = delegate;
    }

    // Again if the application has set another one
    static void install(ThreadPoolExecutor pool) {
        RejectedExecutionHandler existing = pool.getRejectedExecutionHandler();
        if (!(existing instanceof ReclaimingHandler)) {
            pool.setRejectedExecutionHandler(new ReclaimingHandler(existing));
        }
    }

    @Override
    public void rejectedExecution(Runnable task, ThreadPoolExecutor executor) {
        if (this.delegate.getClass() == ThreadPoolExecutor.DiscardOldestPolicy.class && !executor.isShutdown()) {
            // The same as the policy does, but it would not tell which task it drops
            discard(executor.getQueue().poll());
            executor.execute(task);
            return;
        }
        try {
            this.delegate.rejectedExecution(task, executor);
        }
        catch (Throwable ex) {
            if (task instanceof TrackedTask tracked) {
                tracked.rejected();
            }
            throw ex;
        }
        if (isOver()) {
            discard(task);
        }
    }

    // Of other handlers nobody knows: they may have queued the task after all
    private boolean isOver() {
        return this.delegate instanceof ThreadPoolExecutor.DiscardPolicy
                || this.delegate instanceof ThreadPoolExecutor.CallerRunsPolicy
                || this.delegate.getClass() == ThreadPoolExecutor.DiscardOldestPolicy.class;
    }

    private static void discard(@Nullable Runnable task) {
        if (task instanceof TrackedTask tracked) {
            tracked.discarded();
        }
    }

    @Override
    public String toString() {
        return this.delegate.toString();
    }

}
