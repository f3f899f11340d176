// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.concurrent.Future;

import io.github.waitgroup.Registration;
import org.jspecify.annotations.Nullable;

/**
 * What the current thread is handing over to an executor, if more is known of it than the
 * executor sees: that it is the call of an {@code @Async} method, or that it is counted
 * already. The first task made on this thread is the one; what is submitted further, as
 * when the caller runs the task, does not belong to it.
 */
final class AsyncCall {

    private static final ThreadLocal<@Nullable AsyncCall> CURRENT = new ThreadLocal<>();

    private final String label;

    /** The unit, if there is one before the executor is asked. */
    private final @Nullable Claim counted;

    private final @Nullable AsyncCall outer;

    private @Nullable TrackedTask task;

    private boolean over;

    private AsyncCall(String label, @Nullable Claim counted, @Nullable AsyncCall outer) {
        this.label = label;
        this.counted = counted;
        this.outer = outer;
    }

    static AsyncCall begin(String label, @Nullable Claim counted) {
        AsyncCall call = new AsyncCall(label, counted, CURRENT.get());
        CURRENT.set(call);
        return call;
    }

    static @Nullable AsyncCall current() {
        AsyncCall call = CURRENT.get();
        return (call != null && !call.isOver()) ? call : null;
    }

    private boolean isOver() {
        return this.over || (this.counted != null && this.counted.isTaken());
    }

    /**
     * Returns the unit of the task that is made for this, and takes it as made.
     * @param group counts it, if it is not counted yet
     * @return the unit
     */
    Registration unit(AsyncGroup group) {
        this.over = true;
        Registration moved = (this.counted != null) ? this.counted.move() : null;
        return (moved != null) ? moved : group.enqueue(this.label);
    }

    void submitted(TrackedTask tracked) {
        this.task = tracked;
    }

    /**
     * Takes what the caller gets in place of the result.
     * @param result a future, if one is promised
     */
    void returned(@Nullable Object result) {
        if (this.task != null && result instanceof Future<?> future) {
            this.task.promised(future);
        }
    }

    void rejected() {
        if (this.task != null) {
            this.task.rejected();
        }
        if (this.counted != null) {
            this.counted.end(true);
        }
    }

    void end() {
        if (this.outer != null) {
            CURRENT.set(this.outer);
        }
        else {
            CURRENT.remove();
        }
    }

}
