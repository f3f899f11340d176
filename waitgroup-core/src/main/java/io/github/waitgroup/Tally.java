// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.concurrent.atomic.LongAdder;

/**
 * What a group has seen so far, for its snapshots. Only statistics: whether work is in
 * flight is decided by {@link Count} alone.
 * <p>
 * Every unit is added to {@code registered} before it can end, and readers read what
 * ended first, so that no snapshot ever shows more ended than registered.
 */
final class Tally {

    private final LongAdder registered = new LongAdder();

    private final LongAdder queued = new LongAdder();

    private final LongAdder completed = new LongAdder();

    private final LongAdder failed = new LongAdder();

    private final LongAdder abandoned = new LongAdder();

    void registered(long n) {
        this.registered.add(n);
    }

    void enqueued() {
        this.queued.increment();
    }

    void dequeued() {
        this.queued.decrement();
    }

    void completed(boolean asFailed) {
        this.completed.increment();
        if (asFailed) {
            this.failed.increment();
        }
    }

    /** Takes one completed unit back: it turned out that another thread ended it. */
    void uncompleted() {
        this.completed.decrement();
    }

    void abandoned(long n) {
        this.abandoned.add(n);
    }

    Counts read() {
        long failedBefore = this.failed.sum();
        long completedBefore = Math.max(failedBefore, this.completed.sum());
        long abandonedBefore = this.abandoned.sum();
        long queuedNow = this.queued.sum();
        // A done() that races with the drain for one add is counted by both for a moment
        long inFlight = Math.max(0, this.registered.sum() - completedBefore - abandonedBefore);
        return new Counts(inFlight, Math.max(0, Math.min(queuedNow, inFlight)), completedBefore, failedBefore,
                abandonedBefore);
    }

    record Counts(long inFlight, long queued, long completed, long failed, long abandoned) {

        static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    }

}
