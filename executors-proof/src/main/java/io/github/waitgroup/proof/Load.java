// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof;

/**
 * How much work a kind gets.
 *
 * @param units how many units are handed over at the start; what comes by requests or by
 * schedule comes by itself
 * @param running how many units have to be running before the application is stopped
 * @param millis how long a unit takes
 * @param submit hands one of these units over
 */
record Load(int units, int running, long millis, Submission submit) {

    /** Nothing is left in a queue. */
    static Load running(Submission submit) {
        return new Load(3, 3, 1000, submit);
    }

    /** One thread, so that all units but one are in its queue. */
    static Load queued(Submission submit) {
        return new Load(4, 1, 500, submit);
    }

    /** Units come by themselves. */
    static Load none(int running) {
        return new Load(0, running, 1000, (work) -> {
        });
    }

    /**
     * Hands a unit over.
     */
    @FunctionalInterface
    interface Submission {

        void to(Work work);

    }

}
