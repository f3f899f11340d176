// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

import io.github.waitgroup.Registration;
import org.jspecify.annotations.Nullable;

/**
 * A task that an executor has been given, and its unit: counted from then on until it has
 * run or it is known that it never will.
 */
class TrackedTask implements Runnable {

    private final Registration unit;

    private final Runnable decorated;

    private final Runnable submitted;

    /** What the caller of an {@code @Async} method holds, if the task does not know. */
    private volatile @Nullable Future<?> promised;

    private volatile boolean dropped;

    TrackedTask(Registration unit, Runnable decorated, Runnable submitted) {
        this.unit = unit;
        this.decorated = decorated;
        this.submitted = submitted;
    }

    @Override
    public void run() {
        this.unit.run(() -> {
            this.decorated.run();
            if (hasFailed()) {
                this.unit.fail();
            }
        });
        if (this.unit.state() == Registration.State.ABANDONED) {
            // Given up before it began: whoever waits for its result must not wait for
            // ever
            this.dropped = true;
            cancel(this.submitted);
            cancel(this.promised);
        }
    }

    void promised(Future<?> future) {
        this.promised = future;
        if (this.dropped) {
            cancel(future);
        }
    }

    private static void cancel(@Nullable Object candidate) {
        if (candidate instanceof Future<?> future) {
            future.cancel(false);
        }
    }

    /**
     * Ends the unit because the executor refused the task. Has no effect on a task that
     * has run.
     */
    void rejected() {
        this.unit.fail();
        this.unit.close();
    }

    // A FutureTask keeps what was thrown to itself
    private boolean hasFailed() {
        if (this.submitted instanceof FutureTask<?> future && future.isDone() && !future.isCancelled()) {
            try {
                future.get();
            }
            catch (ExecutionException ex) {
                return true;
            }
            catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
        }
        return false;
    }

}
