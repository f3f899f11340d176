// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import java.util.function.Consumer;

import io.github.waitgroup.Registration;
import org.jspecify.annotations.Nullable;

/**
 * A task inside of its schedule: to leave a run out leaves the schedule as it is. Each
 * run is counted here, unless the scheduler around it does; then it gives the unit its
 * name.
 */
class DueRun implements Runnable, Postponed.Run {

    private final ScheduledGroup group;

    private final @Nullable String label;

    private final String nameless;

    private final Runnable task;

    /** How to schedule it anew, if nothing else does. */
    private final @Nullable Consumer<DueRun> again;

    /** Whether it was handed over while draining, and so is done in spite of it. */
    private final boolean admitted;

    DueRun(ScheduledGroup group, @Nullable String label, String nameless, Runnable task,
            @Nullable Consumer<DueRun> again) {
        this.group = group;
        this.label = label;
        this.nameless = nameless;
        this.task = task;
        this.again = again;
        this.admitted = again != null && group.drain().isDraining();
    }

    @Override
    public void run() {
        Registration counted = Registration.current();
        if (counted == null) {
            begin();
        }
        else if (Admission.isGiven() || this.admitted || this.group.admitsRuns()) {
            runAs(counted);
        }
        else {
            postpone();
        }
    }

    private void runAs(Registration counted) {
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
        Registration unit = this.admitted ? this.group.submitted(name()) : this.group.due(name());
        if (unit != null) {
            unit.run(() -> Admission.run(() -> runAs(unit)));
        }
        else {
            postpone();
        }
    }

    private void postpone() {
        if (this.again != null) {
            this.group.postponed().add(this, name());
        }
    }

    private String name() {
        return (this.label != null) ? this.label : this.nameless;
    }

    @Override
    public void goOn() {
        if (this.again != null) {
            this.again.accept(this);
        }
    }

    @Override
    public void cancel() {
        // Nobody waits for it: its future has ended
    }

}
