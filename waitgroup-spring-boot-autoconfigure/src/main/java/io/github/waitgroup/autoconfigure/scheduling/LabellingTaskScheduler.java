// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.Trigger;

/**
 * Stands before the scheduler of an application's {@code @Scheduled} methods, whichever
 * that is, and wraps each task that goes there.
 */
class LabellingTaskScheduler implements TaskScheduler {

    private static final Log logger = LogFactory.getLog(LabellingTaskScheduler.class);

    private static final String NAMELESS = "scheduled task";

    private final TaskScheduler delegate;

    private final ScheduledGroup group;

    LabellingTaskScheduler(TaskScheduler delegate, ScheduledGroup group) {
        this.delegate = delegate;
        this.group = group;
    }

    @Override
    public Clock getClock() {
        return this.delegate.getClock();
    }

    @Override
    public @Nullable ScheduledFuture<?> schedule(Runnable task, Trigger trigger) {
        return schedule(task, null, (labelled) -> {
            ScheduledFuture<?> future = this.delegate.schedule(labelled, trigger);
            return (future != null) ? keep(future, () -> this.delegate.schedule(labelled, trigger)) : null;
        });
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, Instant startTime) {
        return schedule(task, this::again, (labelled) -> keep(this.delegate.schedule(labelled, startTime),
                () -> this.delegate.schedule(labelled, getClock().instant())));
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Instant startTime, Duration period) {
        return schedule(task, null, (labelled) -> this.delegate.scheduleAtFixedRate(labelled, startTime, period));
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Duration period) {
        return schedule(task, null, (labelled) -> this.delegate.scheduleAtFixedRate(labelled, period));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Instant startTime, Duration delay) {
        return schedule(task, null, (labelled) -> this.delegate.scheduleWithFixedDelay(labelled, startTime, delay));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Duration delay) {
        return schedule(task, null, (labelled) -> this.delegate.scheduleWithFixedDelay(labelled, delay));
    }

    private ScheduledFuture<?> keep(ScheduledFuture<?> future, Supplier<@Nullable ScheduledFuture<?>> again) {
        return this.group.keep(new KeptSchedule(future, again));
    }

    private <T extends @Nullable Object> T schedule(Runnable task, @Nullable Consumer<Runnable> again,
            Function<Runnable, T> call) {
        String label = ScheduledLabels.of(task);
        DueRun run = new DueRun(this.group, label, NAMELESS, task,
                (again != null) ? (due) -> again.accept(new LabelledTask(due, task)) : null);
        return SchedulingCall.make(label, () -> call.apply(new LabelledTask(run, task)));
    }

    private void again(Runnable labelled) {
        ScheduledFuture<?> future = this.delegate.schedule(labelled, getClock().instant());
        logger.debug("Scheduled again: " + future);
    }

}
