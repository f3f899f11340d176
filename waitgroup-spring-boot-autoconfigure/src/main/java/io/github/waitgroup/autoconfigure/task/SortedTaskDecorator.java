// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import org.jspecify.annotations.Nullable;

import org.springframework.core.task.TaskDecorator;

/**
 * Counts the tasks of a pool that compares what is in its queue.
 */
class SortedTaskDecorator extends TrackingTaskDecorator {

    SortedTaskDecorator(TaskDecorator existing, TaskUnits units) {
        super(existing, units);
    }

    @Override
    TrackedTask count(TaskUnits units, Runnable decorated, Runnable task, @Nullable AsyncCall call) {
        return new SortedTask(units, units.submitted(call), decorated, task);
    }

}
