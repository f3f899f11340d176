// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import io.github.waitgroup.Registration;
import org.jspecify.annotations.Nullable;

/**
 * A task for which a thread is started, and perhaps its place within a concurrency limit.
 */
class ThreadTask extends TrackedTask {

    private volatile ConcurrencyLimit.@Nullable Place place;

    /** Whether the end of the thread will be known. */
    private volatile boolean watched;

    ThreadTask(TaskUnits units, Registration unit, Runnable decorated, Runnable submitted) {
        super(units, unit, decorated, submitted);
    }

    void hold(ConcurrencyLimit.Place taken) {
        this.place = taken;
    }

    void watched() {
        this.watched = true;
    }

    void notStarted() {
        rejected();
        leave();
    }

    void threadEnded() {
        // Only effective if the executor was closed before the thread came to the task
        cancel(false);
        leave();
    }

    @Override
    void ended() {
        super.ended();
        if (!this.watched) {
            leave();
        }
    }

    private void leave() {
        ConcurrencyLimit.Place taken = this.place;
        if (taken != null) {
            taken.leave();
        }
    }

}
