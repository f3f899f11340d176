// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import java.util.function.Consumer;

import io.github.waitgroup.Registration;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.SchedulingAwareRunnable;

/**
 * A task that an application schedules, innermost of all that is around it. Gives the
 * unit of each run the method's name, and counts the run where the scheduler does not.
 */
class LabelledTask implements SchedulingAwareRunnable, Postponed.Run {

    private static final String NAMELESS = "scheduled task";

    private final ScheduledGroup group;

    private final Runnable task;

    private final @Nullable String label;

    /** How to schedule it anew, if nothing else does. */
    private final @Nullable Runnable again;

    LabelledTask(ScheduledGroup group, Runnable task, @Nullable Consumer<Runnable> again) {
        this.group = group;
        this.task = task;
        this.label = ScheduledLabels.of(task);
        this.again = (again != null) ? () -> again.accept(this) : null;
    }

    @Nullable String label() {
        return this.label;
    }

    @Override
    public void run() {
        Registration counted = Registration.current();
        if (counted == null) {
            begin();
            return;
        }
        if (this.label != null) {
            counted.label(this.label);
        }
        try {
            this.task.run();
        }
        catch (Throwable ex) {
            // An error handler may keep it from the scheduler
            counted.fail();
            throw ex;
        }
    }

    private void begin() {
        String name = (this.label != null) ? this.label : NAMELESS;
        Registration unit = this.group.due(name);
        if (unit != null) {
            unit.run(this.task);
        }
        else if (this.again != null) {
            this.group.postponed().add(this, name);
        }
    }

    @Override
    public void goOn() {
        if (this.again != null) {
            this.again.run();
        }
    }

    @Override
    public void cancel() {
        // Nobody can wait for it: its future has ended
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
