// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

/**
 * The call of an {@code @Async} method that the current thread is making. It tells the
 * executor's decorator which method the task is for, and learns which task was made, to
 * end its unit should the executor refuse the task.
 */
final class AsyncCall {

    private static final ThreadLocal<@Nullable AsyncCall> CURRENT = new ThreadLocal<>();

    private final String label;

    private @Nullable TrackedTask task;

    private AsyncCall(String label) {
        this.label = label;
    }

    static AsyncCall begin(String label) {
        AsyncCall call = new AsyncCall(label);
        CURRENT.set(call);
        return call;
    }

    static @Nullable AsyncCall current() {
        return CURRENT.get();
    }

    String label() {
        return this.label;
    }

    /**
     * Takes the task that was made for this call. What is submitted further on this
     * thread, as when the caller runs the task, does not belong to the call.
     * @param tracked the task
     */
    void submitted(TrackedTask tracked) {
        this.task = tracked;
        CURRENT.remove();
    }

    /**
     * Takes what the caller gets in place of the method's result.
     * @param result a future, if the method promises one
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
    }

    void end() {
        CURRENT.remove();
    }

}
