// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Ends the units of tasks that a pool drops without a word. Only of the JDK's own
 * handlers is it known what they do; any other may have queued the task or have given it
 * to somebody else, and then its unit must not be ended. A handler that throws needs no
 * help: who submitted gets the exception.
 */
final class ReclaimingHandler implements RejectedExecutionHandler {

    private final RejectedExecutionHandler delegate;

    private ReclaimingHandler(RejectedExecutionHandler delegate) {
        this.delegate = delegate;
    }

    /**
     * Puts a handler of this kind around the pool's own, unless there is one.
     * @param pool the pool
     */
    static void install(ThreadPoolExecutor pool) {
        if (pool.getRejectedExecutionHandler() instanceof ReclaimingHandler) {
            return;
        }
        synchronized (ReclaimingHandler.class) {
            RejectedExecutionHandler existing = pool.getRejectedExecutionHandler();
            if (!(existing instanceof ReclaimingHandler)) {
                pool.setRejectedExecutionHandler(new ReclaimingHandler(existing));
            }
        }
    }

    static void refuseOrderedQueue(ThreadPoolExecutor pool) {
        if (pool.getQueue() instanceof PriorityBlockingQueue) {
            throw new IllegalArgumentException("executor(...) cannot count the tasks of " + pool
                    + ": its queue compares them, so they must stay what they are; "
                    + "let each task register() itself before it is submitted, and close() when it ends");
        }
    }

    @Override
    public void rejectedExecution(Runnable task, ThreadPoolExecutor executor) {
        Class<?> policy = this.delegate.getClass();
        if (policy == ThreadPoolExecutor.DiscardOldestPolicy.class && !executor.isShutdown()) {
            // The same as the policy does, but it would not tell which task it drops
            CountedTask.discarded(executor.getQueue().poll());
            executor.execute(task);
            return;
        }
        this.delegate.rejectedExecution(task, executor);
        if (policy == ThreadPoolExecutor.DiscardPolicy.class || policy == ThreadPoolExecutor.CallerRunsPolicy.class
                || policy == ThreadPoolExecutor.DiscardOldestPolicy.class) {
            // Has run, or was dropped
            CountedTask.discarded(task);
        }
    }

    @Override
    public String toString() {
        return this.delegate.toString();
    }

}
