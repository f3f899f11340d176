// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.waitgroup.Registration;
import org.jspecify.annotations.Nullable;

/**
 * A task that an executor has been given, and its unit: counted from then on until it has
 * run or it is known that it never will.
 * <p>
 * A future, because executors and their users ask the tasks of a pool whether they are:
 * to cancel what a shutdown leaves behind, to purge a queue of what was cancelled, to
 * learn what was thrown. So they find here what they would find without the unit, and the
 * unit learns of it.
 */
class TrackedTask implements RunnableFuture<@Nullable Object> {

    private final TaskUnits units;

    private final Claim claim;

    private final Runnable decorated;

    private final Runnable submitted;

    /** What the caller of an {@code @Async} method holds, if the task does not know. */
    private volatile @Nullable Future<?> promised;

    private volatile boolean ended;

    /** For who waits for the end, if anybody does. */
    private volatile @Nullable CountDownLatch awaited;

    TrackedTask(TaskUnits units, Registration unit, Runnable decorated, Runnable submitted) {
        this.units = units;
        this.claim = new Claim(unit);
        this.decorated = decorated;
        this.submitted = submitted;
    }

    final Claim claim() {
        return this.claim;
    }

    @Override
    public void run() {
        Registration own = this.claim.begin();
        if (own == null && this.claim.isMoved()) {
            runForOther();
        }
        else if (own != null) {
            run(own);
        }
        else if (!this.claim.isDropped()) {
            // Rejected or handed back, and run by whoever got it then
            run(this.units.again());
        }
    }

    // The executor that runs it has the unit
    private void runForOther() {
        Registration unit = Registration.current();
        this.decorated.run();
        if (unit != null && hasFailed()) {
            unit.fail();
        }
        ended();
    }

    private void run(Registration unit) {
        try {
            unit.run(() -> {
                this.decorated.run();
                if (hasFailed()) {
                    unit.fail();
                }
            });
        }
        finally {
            ended();
        }
        if (unit.state() == Registration.State.ABANDONED) {
            // Given up before it began: whoever waits for its result must not wait for
            // ever
            cancelFutures();
        }
    }

    void promised(Future<?> future) {
        this.promised = future;
        if (this.claim.isDropped()) {
            future.cancel(false);
        }
        else if (future instanceof CompletableFuture<?> completable) {
            // Once it is complete, by cancellation say, the method is not begun any more
            CompletableFuture<?> unused = completable.whenComplete((value, ex) -> drop(false));
        }
    }

    private void cancelFutures() {
        if (this.submitted instanceof RunnableFuture<?> future) {
            future.cancel(false);
        }
        Future<?> later = this.promised;
        if (later != null) {
            later.cancel(false);
        }
    }

    /**
     * Ends the unit because the executor refused the task. Has no effect on a task that
     * was begun.
     */
    void rejected() {
        if (this.claim.end(true)) {
            ended();
        }
    }

    /**
     * Ends the unit because the executor has stopped and given the task back, to whom it
     * may concern. Has no effect on a task that was begun.
     */
    void handedBack() {
        if (this.claim.end(false)) {
            ended();
        }
    }

    /**
     * Ends the unit because the executor has dropped the task without telling anybody.
     * Has no effect on a task that was begun.
     */
    void discarded() {
        drop(true);
    }

    private boolean drop(boolean asFailed) {
        if (!this.claim.drop(asFailed)) {
            return false;
        }
        ended();
        cancelFutures();
        return true;
    }

    /**
     * Takes notice that this has run, or is not expected to run any more. May come twice
     * if it runs nevertheless.
     */
    void ended() {
        this.ended = true;
        CountDownLatch waiting = this.awaited;
        if (waiting != null) {
            waiting.countDown();
        }
    }

    private synchronized CountDownLatch end() {
        CountDownLatch waiting = this.awaited;
        if (waiting == null) {
            waiting = new CountDownLatch(1);
            this.awaited = waiting;
        }
        if (this.ended) {
            waiting.countDown();
        }
        return waiting;
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

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = this.submitted instanceof RunnableFuture<?> future && future.cancel(mayInterruptIfRunning);
        return drop(false) || cancelled;
    }

    @Override
    public boolean isCancelled() {
        if (this.submitted instanceof RunnableFuture<?> future && future.isCancelled()) {
            // Whoever asks may put it out of the queue next
            drop(false);
            return true;
        }
        return this.claim.isDropped();
    }

    @Override
    public boolean isDone() {
        return (this.submitted instanceof RunnableFuture<?> future) ? future.isDone() : this.ended;
    }

    @Override
    public @Nullable Object get() throws InterruptedException, ExecutionException {
        if (this.submitted instanceof RunnableFuture<?> future) {
            return future.get();
        }
        end().await();
        return nothing();
    }

    @Override
    public @Nullable Object get(long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (this.submitted instanceof RunnableFuture<?> future) {
            return future.get(timeout, unit);
        }
        if (!end().await(timeout, unit)) {
            throw new TimeoutException();
        }
        return nothing();
    }

    private @Nullable Object nothing() {
        if (this.claim.isDropped()) {
            throw new CancellationException();
        }
        return null;
    }

    @Override
    public String toString() {
        // What a rejection handler may log
        return this.submitted.toString();
    }

}
