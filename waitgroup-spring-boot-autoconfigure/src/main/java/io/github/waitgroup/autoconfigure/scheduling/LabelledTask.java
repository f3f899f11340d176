// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.SchedulingAwareRunnable;

/**
 * A run that the scheduler still knows for what it is.
 */
class LabelledTask implements SchedulingAwareRunnable {

    private final DueRun run;

    private final Runnable task;

    LabelledTask(DueRun run, Runnable task) {
        this.run = run;
        this.task = task;
    }

    @Override
    public void run() {
        this.run.run();
    }

    @Override
    public @Nullable String getQualifier() {
        return (this.task instanceof SchedulingAwareRunnable aware) ? aware.getQualifier() : null;
    }

    @Override
    public boolean isLongLived() {
        return this.task instanceof SchedulingAwareRunnable aware && aware.isLongLived();
    }

    @Override
    public String toString() {
        return this.task.toString();
    }

}
