// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;

import io.github.waitgroup.Registration;
import org.jspecify.annotations.Nullable;

/**
 * A task of a {@code ThreadPoolTaskScheduler}, run once or for each period. What was
 * submitted has its unit from then on, what is due has it while it runs.
 */
class PoolRun implements Runnable, Postponed.Run {

    private final ScheduledGroup group;

    private final String label;

    private final boolean recurring;

    private final Runnable future;

    private final Runnable decorated;

    private final Executor again;

    /** Taken by whoever begins the task or learns that nobody will. */
    private final AtomicReference<@Nullable Registration> submitted;

    PoolRun(ScheduledGroup group, String label, boolean recurring, Runnable future, Runnable decorated, Executor again,
            @Nullable Registration submitted) {
        this.group = group;
        this.label = label;
        this.recurring = recurring;
        this.future = future;
        this.decorated = decorated;
        this.again = again;
        this.submitted = new AtomicReference<>(submitted);
    }

    @Override
    public void run() {
        if (Futures.isDone(this.future)) {
            // Cancelled before it was due
            takeBack(false);
            return;
        }
        Registration unit = this.submitted.getAndSet(null);
        if (unit == null) {
            unit = this.group.due(this.label);
        }
        if (unit != null) {
            run(unit);
        }
        else if (this.recurring) {
            this.group.postponed().add(this);
        }
        else {
            this.group.postponed().add(this, this.label);
        }
    }

    private void run(Registration unit) {
        unit.run(() -> {
            Admission.run(this.decorated);
            if (Futures.hasFailed(this.future)) {
                unit.fail();
            }
        });
        if (unit.state() == Registration.State.ABANDONED) {
            // Given up before it began: whoever waits for its result must not wait for
            // ever
            Futures.cancel(this.future);
        }
    }

    /**
     * Ends the unit should the task be cancelled before it is due.
     */
    void endWhenCancelled() {
        if (this.future instanceof Future<?> cancellable) {
            new CancelWatch(cancellable, () -> takeBack(false)).start(this.label);
        }
    }

    /**
     * Ends the unit because the pool refused the task.
     */
    void rejected() {
        takeBack(true);
    }

    private void takeBack(boolean asFailed) {
        Registration unit = this.submitted.getAndSet(null);
        if (unit != null) {
            if (asFailed) {
                unit.fail();
            }
            unit.close();
        }
    }

    @Override
    public void goOn() {
        try {
            this.again.execute(this);
        }
        catch (RejectedExecutionException ex) {
            cancel();
        }
    }

    @Override
    public void cancel() {
        Futures.cancel(this.future);
    }

}
