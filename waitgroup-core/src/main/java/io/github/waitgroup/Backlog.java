// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;

import org.jspecify.annotations.Nullable;

/**
 * The tasks that an executor has accepted and not begun, for executors that do not give
 * them back as they got them: a pool of the fork-join kind cancels its own wrappers at
 * {@code shutdownNow}, and tells nobody. What has not been begun when such a pool has
 * terminated never will be.
 */
final class Backlog {

    private final ExecutorService executor;

    private final Map<Claim, CountedTask> tasks = new ConcurrentHashMap<>();

    /** Whether a fork-join pool has cancelled what was queued. */
    private volatile boolean stopped;

    private Backlog(ExecutorService executor) {
        this.executor = executor;
    }

    static @Nullable Backlog of(ExecutorService executor) {
        boolean wraps = executor instanceof ForkJoinPool || executor instanceof ScheduledExecutorService;
        return wraps ? new Backlog(executor) : null;
    }

    // Only once the executor's method has returned: until then the caller may run it
    void accepted(Claim claim, CountedTask task) {
        claim.standIn(this);
        this.tasks.put(claim, task);
        if (claim.isTaken()) {
            this.tasks.remove(claim);
        }
        else if (task.isLost()) {
            task.discard();
        }
        else if (this.executor.isTerminated()) {
            discardAll();
        }
        else if (this.stopped) {
            cancelFutures();
        }
    }

    /**
     * Cancels the futures of what has not been begun after {@code shutdownNow}, if a
     * fork-join pool does so with its own: who waits for one must not wait for ever.
     */
    void stopped() {
        // Not so if it is the common pool
        if (this.executor instanceof ForkJoinPool && this.executor.isShutdown()) {
            this.stopped = true;
            cancelFutures();
        }
    }

    /**
     * Discards what {@code shutdown} has cancelled: a scheduled pool may do so with what
     * has not fallen due.
     */
    void discardLost() {
        this.tasks.values().stream().filter(CountedTask::isLost).forEach(CountedTask::discard);
    }

    private void cancelFutures() {
        for (CountedTask task : this.tasks.values()) {
            if (task instanceof CountedFuture<?> future) {
                future.cancel(false);
            }
        }
    }

    void taken(Claim claim) {
        this.tasks.remove(claim);
    }

    int size() {
        return this.tasks.size();
    }

    void discardAll() {
        this.tasks.values().forEach(CountedTask::discard);
    }

}
