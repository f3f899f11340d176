// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * How a {@link JoinPoint} is to be, begun with {@link JoinPoint#on}. Without further
 * calls it collects all failures, has no deadline and no limit, and counts its tasks for
 * itself only. For use by one thread.
 *
 * @param <T> the type of the results
 * @since 0.1.0
 */
public final class JoinPointBuilder<T extends @Nullable Object> {

    private final Executor executor;

    private boolean failFast;

    private @Nullable Duration deadline;

    private int places = Integer.MAX_VALUE;

    private @Nullable WaitGroup group;

    JoinPointBuilder(Executor executor) {
        this.executor = Objects.requireNonNull(executor, "executor must not be null");
    }

    /**
     * Cancels all other tasks as soon as one fails.
     * @return this builder
     */
    public JoinPointBuilder<T> failFast() {
        this.failFast = true;
        return this;
    }

    /**
     * Sets the time within which all tasks must have ended. It starts at {@link #open()}.
     * The clock is the waiting of {@link JoinPoint#join()}: that is what cancels the
     * tasks when the time is over.
     * @param timeout the time
     * @return this builder
     * @throws IllegalArgumentException if the time is not positive
     */
    public JoinPointBuilder<T> deadline(Duration timeout) {
        Objects.requireNonNull(timeout, "deadline must not be null; leave it out for no deadline");
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException(
                    "deadline must be positive: " + timeout + "; leave it out for no deadline");
        }
        this.deadline = timeout;
        return this;
    }

    /**
     * Sets how many tasks the executor has at a time. The others wait in the join point,
     * not in a thread; each that ends lets the next one, in fork order, to the executor.
     * A task that waits for another one of the same join point needs a place for both.
     * @param limit how many, at least 1
     * @return this builder
     * @throws IllegalArgumentException if the limit is less than 1
     */
    public JoinPointBuilder<T> concurrency(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException(
                    "concurrency must be at least 1: " + limit + "; leave it out for no limit");
        }
        this.places = limit;
        return this;
    }

    /**
     * Counts the tasks in a group, too, so that a {@link Drain} and monitoring see them:
     * each is a unit with its label from its fork to its end, and has what the forking
     * thread works for as its parent. It has failed there if its task failed, or if the
     * executor refused it. A task that was cancelled has ended without having failed, as
     * in {@link WaitGroup#executor(String, java.util.concurrent.ExecutorService)} and
     * {@link WaitGroup#track}; the report of a drain that had interrupted it names it.
     * @param group the group
     * @return this builder
     */
    public JoinPointBuilder<T> group(WaitGroup group) {
        this.group = Objects.requireNonNull(group, "group must not be null");
        return this;
    }

    /**
     * Opens a join point. The calling thread is its owner.
     * @return the join point, to be closed by the calling thread
     */
    public JoinPoint<T> open() {
        return new JoinPoint<>(this.executor, new Forks(this.group, this.failFast, this.places), this.deadline);
    }

}
