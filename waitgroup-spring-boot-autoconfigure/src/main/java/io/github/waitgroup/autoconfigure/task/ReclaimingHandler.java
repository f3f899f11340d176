// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Ends the unit of a task that a pool refuses: it was counted when it was handed over.
 */
class ReclaimingHandler implements RejectedExecutionHandler {

    private final RejectedExecutionHandler delegate;

    ReclaimingHandler(RejectedExecutionHandler delegate) {
        this.delegate = delegate;
    }

    @Override
    public void rejectedExecution(Runnable task, ThreadPoolExecutor executor) {
        try {
            this.delegate.rejectedExecution(task, executor);
        }
        catch (Throwable ex) {
            reclaim(task);
            throw ex;
        }
        if (this.delegate instanceof ThreadPoolExecutor.DiscardPolicy) {
            reclaim(task);
        }
    }

    private void reclaim(Runnable task) {
        if (task instanceof TrackedTask tracked) {
            tracked.rejected();
        }
    }

}
