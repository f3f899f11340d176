// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;

/**
 * Counts the tasks of an executor that has no place for it, on their way there. Where it
 * hands them on to one that counts, that one has the unit. It is of no more types than
 * what it stands for: another would make an injection by that type ambiguous.
 */
class CountedTaskExecutor implements TaskExecutor {

    private final TaskExecutor delegate;

    private final TaskUnits units;

    CountedTaskExecutor(TaskExecutor delegate, TaskUnits units) {
        this.delegate = delegate;
        this.units = units;
    }

    static TaskExecutor of(TaskExecutor delegate, TaskUnits units) {
        return (delegate instanceof AsyncTaskExecutor async) ? new CountedAsyncTaskExecutor(async, units)
                : new CountedTaskExecutor(delegate, units);
    }

    @Override
    public void execute(Runnable task) {
        if (task instanceof TrackedTask) {
            this.delegate.execute(task);
            return;
        }
        AsyncCall call = AsyncCall.current();
        TrackedTask tracked = new TrackedTask(this.units, this.units.submitted(call), task, task);
        if (call != null) {
            call.submitted(tracked);
        }
        AsyncCall handover = AsyncCall.begin(this.units.executorName(), tracked.claim());
        try {
            this.delegate.execute(tracked);
        }
        catch (Throwable ex) {
            handover.rejected();
            tracked.rejected();
            throw ex;
        }
        finally {
            handover.end();
        }
    }

    @Override
    public String toString() {
        return this.delegate.toString();
    }

}
