// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import io.github.waitgroup.Registration;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;

/**
 * Counts the tasks of an executor that starts a thread for each. It keeps to the
 * executor's concurrency limit in the executor's place: what would be refused there,
 * after this has counted it, is refused here.
 */
class ThreadTaskDecorator extends TrackingTaskDecorator {

    private final SimpleAsyncTaskExecutor executor;

    private final ConcurrencyLimit limit;

    private final ThreadStarts starts;

    ThreadTaskDecorator(TaskDecorator existing, TaskUnits units, SimpleAsyncTaskExecutor executor) {
        super(existing, units);
        this.executor = executor;
        this.limit = new ConcurrencyLimit(executor);
        this.starts = new ThreadStarts(executor);
    }

    @Override
    TrackedTask count(TaskUnits units, Runnable decorated, Runnable task, @Nullable AsyncCall call) {
        boolean limited = this.executor.isThrottleActive();
        if (!limited && !this.starts.isNeeded()) {
            return super.count(units, decorated, task, call);
        }
        Registration unit = units.submitted(call);
        ThreadTask counted = new ThreadTask(units, unit, decorated, task);
        try {
            this.starts.prepare();
            if (limited) {
                counted.hold(this.limit.enter());
            }
        }
        catch (Throwable ex) {
            counted.rejected();
            throw ex;
        }
        ThreadStarts.expect(counted);
        return counted;
    }

}
