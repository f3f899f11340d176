// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.Map;

/**
 * Work that nobody can count piece by piece, but that can be waited for as a whole: that
 * of a pool which tells nothing of single tasks, such as the common pool. A {@link Drain}
 * asks for it whenever nothing that is counted is in flight any more, and then counts
 * each answer as one unit until its {@link Await} returns.
 *
 * @since 0.1.0
 * @see WaitGroupRegistry#uncounted(String, UncountedWork)
 */
@FunctionalInterface
public interface UncountedWork {

    /**
     * Tells what is at work at this moment. Called by the thread that drains, with no
     * lock held, and not before everything counted has ended; then again each time what
     * was told has ended, until nothing is told. Also called by whoever asks
     * {@link WaitGroupRegistry#isBusy()}, which awaits nothing of what is told. An
     * exception counts as nothing, and is logged.
     * @return what is at work, by the label under which the views and the report of the
     * drain show it; empty if nothing is
     */
    Map<String, Await> atWork();

    /**
     * Waits for work.
     */
    @FunctionalInterface
    interface Await {

        /**
         * Waits until the work has ended. Called on a daemon thread of its own. It must
         * not return before: the drain asks {@link UncountedWork#atWork()} next, and
         * would go round and round. If it throws, the unit counts as failed.
         * @throws InterruptedException if the drain gives the work up
         */
        void await() throws InterruptedException;

    }

}
