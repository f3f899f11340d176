// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

/**
 * A task given to {@code execute}, and its unit.
 */
final class CountedRunnable implements CountedTask {

    private final Claim claim;

    private final Runnable task;

    CountedRunnable(Claim claim, Runnable task) {
        this.claim = claim;
        this.task = task;
    }

    @Override
    public Claim claim() {
        return this.claim;
    }

    @Override
    public void run() {
        // Another one if an executor runs what it has refused: a pool that queued the
        // task, and then failed to start a thread, does
        CountedTask.run(this.claim.takeOrAnother(), this.task);
    }

    @Override
    public void discard() {
        this.claim.takeBack(true);
        // One counted executor may stand on another
        CountedTask.discarded(this.task);
    }

    @Override
    public Runnable handBack() {
        this.claim.takeBack(false);
        return this.task;
    }

    @Override
    public String toString() {
        // What a rejection handler may log
        return this.task.toString();
    }

}
