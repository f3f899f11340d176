// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

/**
 * The thread that opened a join point, and what only it may do.
 */
final class Owner {

    private final Thread thread = Thread.currentThread();

    /**
     * Refuses a call that only the owner may make, and only outside of the tasks.
     * @param call the call
     * @param forks the tasks of the join point
     */
    void require(String call, Forks forks) {
        if (Thread.currentThread() != this.thread) {
            throw new IllegalStateException(call + " by thread " + Thread.currentThread().getName() + ", but "
                    + this.thread.getName() + " has opened " + forks + ": only the owner may");
        }
        if (Fork.isInside(forks)) {
            throw new IllegalStateException(call + " inside a task of " + forks
                    + ", which the executor runs in the owner's thread: it would wait for itself");
        }
    }

    /**
     * Refuses the owner what it may ask only after the join: that it sometimes has an
     * answer before would hide that the join is missing.
     * @param call the call
     * @param fork what is asked
     * @param forks the tasks of the join point
     */
    void requireJoined(String call, Fork<?> fork, Forks forks) {
        if (Thread.currentThread() == this.thread && !forks.isSealed() && !Fork.isInside(forks)) {
            throw new IllegalStateException(
                    call + " of " + fork + " by the owner before join() of " + forks + ": join first");
        }
    }

}
