// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Ends the unit of a task that a scheduler's pool refuses: it was counted when it was
 * handed over. Should a handler of the application's own run it later, it gets another
 * unit then.
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
        finally {
            LatestRun.rejected();
        }
    }

}
