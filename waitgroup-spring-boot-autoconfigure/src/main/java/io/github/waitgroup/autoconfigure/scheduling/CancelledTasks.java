// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * Removes cancelled tasks from a pool that is told to: the JDK does not find a task that
 * was decorated. This looks through the queue whenever it has doubled, so that it holds
 * at most as many cancelled tasks as others.
 */
class CancelledTasks {

    private static final int FEW = 64;

    private volatile int many = FEW;

    void removeIfMany(Executor executor) {
        if (executor instanceof ScheduledThreadPoolExecutor pool && pool.getRemoveOnCancelPolicy()
                && pool.getQueue().size() >= this.many) {
            for (Runnable task : pool.getQueue().toArray(new Runnable[0])) {
                if (task instanceof Future<?> future && future.isCancelled() && pool.getQueue().remove(task)) {
                    // Does nothing but to end its unit
                    task.run();
                }
            }
            this.many = Math.max(FEW, 2 * pool.getQueue().size());
        }
    }

}
