// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A schedule that outlives a drain. An executor of the application's own, when it counts
 * its tasks, cancels what is due while draining; then it is scheduled anew on resume,
 * unless its owner has cancelled it.
 */
class KeptSchedule implements ScheduledFuture<@Nullable Object> {

    private static final Log logger = LogFactory.getLog(KeptSchedule.class);

    private final Supplier<@Nullable ScheduledFuture<?>> again;

    private volatile ScheduledFuture<?> current;

    private volatile boolean cancelled;

    KeptSchedule(ScheduledFuture<?> first, Supplier<@Nullable ScheduledFuture<?>> again) {
        this.current = first;
        this.again = again;
    }

    void goOnIfLost() {
        if (this.cancelled || !this.current.isCancelled()) {
            return;
        }
        try {
            ScheduledFuture<?> next = this.again.get();
            if (next != null) {
                this.current = next;
                if (this.cancelled) {
                    next.cancel(false);
                }
            }
        }
        catch (RuntimeException ex) {
            logger.warn("A schedule that a drain has ended cannot go on", ex);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        this.cancelled = true;
        return this.current.cancel(mayInterruptIfRunning);
    }

    @Override
    public boolean isCancelled() {
        return this.current.isCancelled();
    }

    @Override
    public boolean isDone() {
        return this.current.isDone();
    }

    @Override
    public @Nullable Object get() throws InterruptedException, ExecutionException {
        return this.current.get();
    }

    @Override
    public @Nullable Object get(long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return this.current.get(timeout, unit);
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return this.current.getDelay(unit);
    }

    @Override
    public int compareTo(Delayed other) {
        return this.current.compareTo(other);
    }

}
