// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import io.github.waitgroup.Registration;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.util.function.SingletonSupplier;

/**
 * Counts what a {@link SimpleAsyncTaskScheduler} hands over to other threads, outside of
 * the decorators that were there before. It is asked for each run.
 */
class HandOffDecorator implements TaskDecorator {

    private final TaskDecorator existing;

    private final SingletonSupplier<ScheduledGroup> group;

    private final String schedulerName;

    HandOffDecorator(TaskDecorator existing, SingletonSupplier<ScheduledGroup> group, String schedulerName) {
        this.existing = existing;
        this.group = group;
        this.schedulerName = schedulerName;
    }

    @Override
    public Runnable decorate(Runnable task) {
        Registration unit = count();
        if (unit == null) {
            // The schedule lives on, but this run does not begin
            return HandOffDecorator::doNothing;
        }
        try {
            return new HandedOver(unit, this.existing.decorate(task), task);
        }
        catch (Throwable ex) {
            unit.fail();
            unit.close();
            throw ex;
        }
    }

    // What is due only once, and still waits for its time, was put in while draining
    private @Nullable Registration count() {
        ScheduledGroup scheduled = this.group.obtain();
        return (Callers.ofHandOff() == Callers.Caller.SCHEDULE) ? scheduled.due(this.schedulerName)
                : scheduled.submitted(this.schedulerName);
    }

    private static void doNothing() {
    }

}
