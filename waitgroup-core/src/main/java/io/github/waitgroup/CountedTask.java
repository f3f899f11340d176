// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import org.jspecify.annotations.Nullable;

/**
 * A task in the form in which an executor has it: with its unit. What is known of a task
 * that will not run is said here, by whoever learns it.
 */
interface CountedTask extends Runnable {

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

    static void discarded(@Nullable Runnable task) {
        if (task instanceof CountedTask counted) {
            counted.discard();
        }
    }

    static Runnable handedBack(Runnable task) {
        return (task instanceof CountedTask counted) ? counted.handBack() : task;
    }

}
