// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import org.springframework.core.task.TaskDecorator;
import org.springframework.util.function.SingletonSupplier;

/**
 * Counts a task at its submission, outside of the decorators that were there before.
 */
class TrackingTaskDecorator implements TaskDecorator {

    private final TaskDecorator existing;

    private final SingletonSupplier<AsyncGroup> group;

    private final String executorName;

    TrackingTaskDecorator(TaskDecorator existing, SingletonSupplier<AsyncGroup> group, String executorName) {
        this.existing = existing;
        this.group = group;
        this.executorName = executorName;
    }

    @Override
    public Runnable decorate(Runnable task) {
        if (task instanceof TrackedTask) {
            // A rejection handler submits again what is already counted
            return task;
        }
        Runnable decorated = this.existing.decorate(task);
        AsyncCall call = AsyncCall.current();
        String label = (call != null) ? call.label() : this.executorName;
        TrackedTask tracked = new TrackedTask(this.group.obtain().enqueue(label), decorated, task);
        if (call != null) {
            call.submitted(tracked);
        }
        return tracked;
    }

}
