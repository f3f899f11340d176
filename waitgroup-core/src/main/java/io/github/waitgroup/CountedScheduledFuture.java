// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A task given to {@code schedule}, to be run once.
 *
 * @param <V> the type of the result
 */
final class CountedScheduledFuture<V extends @Nullable Object> extends CountedFuture<V>
        implements RunnableScheduledFuture<V> {

    /** What counts the task when it falls due, if it is not counted yet. */
    private final @Nullable UnitSource due;

    /** What the delegate has returned; users see this object only after that. */
    private volatile @Nullable ScheduledFuture<?> timer;

    CountedScheduledFuture(Callable<V> task, @Nullable UnitSource due) {
        super(task);
        this.due = due;
    }

    void accepted(ScheduledFuture<?> future) {
        this.timer = future;
    }

    @Override
    void begin(@Nullable Registration own) {
        if (this.due == null) {
            super.begin(own);
            return;
        }
        Registration counted;
        try {
            counted = this.due.due();
        }
        catch (Throwable ex) {
            setException(ex);
            return;
        }
        if (counted != null) {
            super.begin(counted);
        }
        else {
            cancel(false);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        ScheduledFuture<?> future = this.timer;
        if (cancelled && future != null) {
            // The delegate may take it out of its queue; the interrupt was sent here
            future.cancel(false);
        }
        return cancelled;
    }

    @Override
    public boolean isLost() {
        ScheduledFuture<?> future = this.timer;
        return future != null && future.isCancelled();
    }

    @Override
    public boolean isPeriodic() {
        return false;
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return timer().getDelay(unit);
    }

    @Override
    public int compareTo(Delayed other) {
        return timer().compareTo((other instanceof CountedScheduledFuture<?> counted) ? counted.timer() : other);
    }

    private ScheduledFuture<?> timer() {
        return Objects.requireNonNull(this.timer, "not scheduled yet");
    }

}
