// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import java.util.concurrent.ScheduledFuture;
import java.util.function.Consumer;

import io.github.waitgroup.Registration;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ConcurrentTaskScheduler;
import org.springframework.util.function.SingletonSupplier;

/**
 * Counts the runs of a {@link ConcurrentTaskScheduler}, outside of the decorators that
 * were there before. It is asked once for each schedule, with the task inside of it.
 */
class ScheduleDecorator implements TaskDecorator {

    private static final Log logger = LogFactory.getLog(ScheduleDecorator.class);

    private final TaskDecorator existing;

    private final SingletonSupplier<ScheduledGroup> group;

    private final ConcurrentTaskScheduler scheduler;

    private final String schedulerName;

    ScheduleDecorator(TaskDecorator existing, SingletonSupplier<ScheduledGroup> group,
            ConcurrentTaskScheduler scheduler, String schedulerName) {
        this.existing = existing;
        this.group = group;
        this.scheduler = scheduler;
        this.schedulerName = schedulerName;
    }

    @Override
    public Runnable decorate(Runnable task) {
        Runnable decorated = this.existing.decorate(task);
        Callers.Caller caller = Callers.ofSchedule();
        if (caller == Callers.Caller.CODE) {
            // Counted by the executor that it goes to
            return new Submitted(decorated, task);
        }
        Consumer<DueRun> again = (caller == Callers.Caller.DELAY) ? this::again : null;
        return new DueRun(this.group.obtain(), SchedulingCall.label(), this.schedulerName, decorated, again);
    }

    private void again(DueRun run) {
        ScheduledFuture<?> future = this.scheduler.schedule(run, this.scheduler.getClock().instant());
        logger.debug("Scheduled again: " + future);
    }

    /**
     * A task that was submitted as a future, which keeps its failure to itself.
     */
    private record Submitted(Runnable decorated, Runnable task) implements Runnable {

        @Override
        public void run() {
            this.decorated.run();
            Registration counted = Registration.current();
            if (counted != null && Futures.hasFailed(this.task)) {
                counted.fail();
            }
        }

    }

}
