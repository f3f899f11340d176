// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import org.jspecify.annotations.Nullable;

import org.springframework.core.task.TaskDecorator;

/**
 * Counts a task at its submission, outside of the decorators that were there before.
 */
class TrackingTaskDecorator implements TaskDecorator {

    private final TaskDecorator existing;

    private final TaskUnits units;

    TrackingTaskDecorator(TaskDecorator existing, TaskUnits units) {
        this.existing = existing;
        this.units = units;
    }

    @Override
    public Runnable decorate(Runnable task) {
        if (task instanceof TrackedTask) {
            // A rejection handler submits again what is already counted
            return task;
        }
        Runnable decorated = this.existing.decorate(task);
        AsyncCall call = AsyncCall.current();
        TrackedTask tracked = count(this.units, decorated, task, call);
        if (call != null) {
            call.submitted(tracked);
        }
        return tracked;
    }

    TaskUnits units() {
        return this.units;
    }

    TrackedTask count(TaskUnits units, Runnable decorated, Runnable task, @Nullable AsyncCall call) {
        return new TrackedTask(units, units.submitted(call), decorated, task);
    }

}
