// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import java.time.Duration;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.github.waitgroup.Registration;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.util.function.SingletonSupplier;

/**
 * Counts the runs of a {@link ThreadPoolTaskScheduler}, outside of the decorators that
 * were there before. It is asked once for each schedule, with the future that the pool
 * runs, and so has to tell by that what kind of a schedule it is.
 */
class PoolTaskDecorator implements TaskDecorator {

    /** What this thread brings back to its pool. */
    private static final ThreadLocal<@Nullable Runnable> GOING_ON = new ThreadLocal<>();

    private final TaskDecorator existing;

    private final SingletonSupplier<ScheduledGroup> group;

    private final ThreadPoolTaskScheduler scheduler;

    private final String schedulerName;

    private final CancelledTasks cancelled = new CancelledTasks();

    PoolTaskDecorator(TaskDecorator existing, SingletonSupplier<ScheduledGroup> group,
            ThreadPoolTaskScheduler scheduler, String schedulerName) {
        this.existing = existing;
        this.group = group;
        this.scheduler = scheduler;
        this.schedulerName = schedulerName;
    }

    @Override
    public Runnable decorate(Runnable task) {
        LatestRun.clear();
        if (GOING_ON.get() != null) {
            // Only brings a run back that was decorated at its time
            return task;
        }
        this.cancelled.removeIfMany(this.scheduler.getScheduledExecutor());
        Runnable decorated = this.existing.decorate(task);
        String label = SchedulingCall.label(this.schedulerName);
        boolean recurring = isPeriodic(task) || Callers.isTrigger();
        long delay = (task instanceof RunnableScheduledFuture<?> future) ? future.getDelay(TimeUnit.NANOSECONDS) : 0;
        Registration unit = recurring ? null : submitted(label, delay);
        PoolRun run = new PoolRun(this.group.obtain(), label, recurring, task, decorated, this::again, unit);
        if (unit != null) {
            LatestRun.set(run);
            if (delay > 0) {
                run.endWhenCancelled();
            }
        }
        return run;
    }

    private @Nullable Registration submitted(String label, long delay) {
        ScheduledGroup scheduled = this.group.obtain();
        return (delay > 0) ? scheduled.submitted(label, Duration.ofNanos(delay)) : scheduled.submitted(label);
    }

    private static boolean isPeriodic(Runnable task) {
        return task instanceof RunnableScheduledFuture<?> future && future.isPeriodic();
    }

    private void again(Runnable run) {
        GOING_ON.set(run);
        try {
            this.scheduler.getScheduledExecutor().execute(run);
        }
        finally {
            GOING_ON.remove();
        }
    }

}
