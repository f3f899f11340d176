// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;

import org.jspecify.annotations.Nullable;

/**
 * The runs of a periodic schedule: each is a unit of its own, from the moment it falls
 * due. Between them nothing is in flight.
 */
final class CountedRuns implements Runnable {

    private final UnitSource source;

    private final Runnable task;

    private volatile @Nullable Future<?> schedule;

    CountedRuns(UnitSource source, Runnable task) {
        this.source = source;
        this.task = task;
    }

    ScheduledFuture<?> by(ScheduledFuture<?> future) {
        this.schedule = future;
        return future;
    }

    @Override
    public void run() {
        Registration unit = this.source.due();
        if (unit != null) {
            unit.run(this::runOnce);
        }
    }

    private void runOnce() {
        try {
            this.task.run();
        }
        catch (Throwable ex) {
            Future<?> future = this.schedule;
            // What it throws of being cancelled is no failure, and nobody sees it
            if (future == null || !future.isCancelled()) {
                throw ex;
            }
        }
    }

    @Override
    public String toString() {
        return this.task.toString();
    }

}
