// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import org.jspecify.annotations.Nullable;

/**
 * A task in the form in which an executor has it: with its claim. What is known of a task
 * that will not run is said here, by whoever learns it.
 */
interface CountedTask extends Runnable {

    /**
     * Returns the claim of the task.
     * @return the claim, or {@code null} if it has none yet
     */
    @Nullable Claim claim();

    /**
     * Ends the unit as failed, because the executor has dropped the task: nobody will run
     * it. Has no effect on a task that was begun.
     */
    void discard();

    /**
     * Ends the unit because the executor gives the task back to its user, who may run it
     * after all.
     * @return what the user gave to the executor, or got from it
     */
    Runnable handBack();

    /**
     * Returns whether the executor has dropped the task, as far as the task can see that.
     * @return {@code true} if nobody will run it
     */
    default boolean isLost() {
        return false;
    }

    static void discarded(@Nullable Runnable task) {
        if (task instanceof CountedTask counted) {
            counted.discard();
        }
    }

    static Runnable handedBack(Runnable task) {
        return (task instanceof CountedTask counted) ? counted.handBack() : task;
    }

    /**
     * Runs a task as its unit.
     * @param unit the unit, or {@code null} if the task is not counted
     * @param task what to run
     */
    static void run(@Nullable Registration unit, Runnable task) {
        if (unit != null) {
            unit.run(task);
        }
        else {
            task.run();
        }
    }

}
