// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import org.jspecify.annotations.Nullable;

/**
 * A task that was forked at a {@link JoinPoint}: asked for its own result after the join,
 * where the tasks of one join point have results of different types. The model is the
 * subtask of the JDK's {@code StructuredTaskScope}.
 * <p>
 * All methods are safe for use by many threads.
 * <p>
 * <b>Memory consistency effects:</b> actions of the task <i>happen-before</i> actions
 * following {@link #state()} in another thread, if that returns {@link State#SUCCESS} or
 * {@link State#FAILED}.
 *
 * @param <T> the type of the result
 * @since 0.1.0
 */
public interface Subtask<T extends @Nullable Object> {

    /**
     * Returns what the task is, for people.
     * @return the label it was forked with, or its number in fork order
     */
    String label();

    /**
     * Returns where the task stands.
     * @return the state; all but {@link State#UNFINISHED} are final
     */
    State state();

    /**
     * Returns the result.
     * @return what the task returned; {@code null} if it was a {@link Runnable}
     * @throws IllegalStateException if the task did not succeed, or if the owner of the
     * join point asks before it has joined
     */
    T get();

    /**
     * Returns what the task threw.
     * @return the exception or error
     * @throws IllegalStateException if the task did not fail, or if the owner of the join
     * point asks before it has joined
     */
    Throwable exception();

    /**
     * Where a task stands.
     */
    enum State {

        /** Not ended yet. */
        UNFINISHED,

        /** Ended with a result. */
        SUCCESS,

        /** Ended by what it threw, or refused by the executor after it was forked. */
        FAILED,

        /**
         * Never begun, or ended by the interrupt, because its join point was cancelled.
         */
        CANCELLED

    }

}
