// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * A task given to {@code submit}, and its unit. Cancelled while queued, the unit ends at
 * once; cancelled while running, it ends when the task really has.
 *
 * @param <T> the type of the result
 */
class CountedFuture<T extends @Nullable Object> extends FutureTask<T> implements CountedTask {

    /** Set when it is handed to the executor; not if a completion service wraps it. */
    private volatile @Nullable Claim claim;

    /** What the running thread works for; only that thread uses it. */
    private @Nullable Registration unit;

    /** Whether a cancellation may have interrupted the running thread. */
    private volatile boolean interrupting;

    CountedFuture(Callable<T> task) {
        super(task);
    }

    CountedFuture(Runnable task, T result) {
        super(task, result);
    }

    void count(Claim counted) {
        this.claim = counted;
    }

    @Override
    public @Nullable Claim claim() {
        return this.claim;
    }

    @Override
    public void run() {
        Claim counted = this.claim;
        if (counted == null) {
            // What wraps it is counted in its place
            this.unit = Registration.current();
            runHere();
            return;
        }
        if (counted.take()) {
            begin(counted.unit());
        }
        else if (!isDone() && !counted.isDropped()) {
            // Handed back by shutdownNow, and run by whoever got it
            begin(countAgain(counted));
        }
    }

    void begin(@Nullable Registration own) {
        this.unit = own;
        CountedTask.run(own, this::runHere);
        // Only effective if a drain gave it up: nobody must wait for it for ever
        cancel(false);
    }

    private @Nullable Registration countAgain(Claim counted) {
        try {
            return counted.another();
        }
        catch (Throwable ex) {
            // It was not run, and nobody is told so but who tried
            cancel(false);
            throw ex;
        }
    }

    // The interrupt was for this task: not every pool clears it before the next one
    private void runHere() {
        boolean interruptedBefore = Thread.currentThread().isInterrupted();
        super.run();
        if (this.interrupting && isCancelled() && !interruptedBefore) {
            Thread.interrupted();
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        if (mayInterruptIfRunning && !isDone()) {
            this.interrupting = true;
        }
        return super.cancel(mayInterruptIfRunning);
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        if (!isDone()) {
            awaitDone(Long.MAX_VALUE);
        }
        return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit timeUnit) throws InterruptedException, ExecutionException, TimeoutException {
        if (!isDone()) {
            awaitDone(timeUnit.toNanos(timeout));
        }
        return super.get(0, timeUnit);
    }

    private void awaitDone(long nanos) throws InterruptedException {
        Compensated.await(() -> {
            try {
                super.get(nanos, TimeUnit.NANOSECONDS);
            }
            catch (ExecutionException | CancellationException | TimeoutException ex) {
                // To be thrown by who asks next
                return ex;
            }
            return null;
        });
    }

    @Override
    protected void setException(Throwable ex) {
        if (this.unit != null && !isCancelled()) {
            this.unit.fail();
        }
        super.setException(ex);
    }

    @Override
    protected void done() {
        Claim counted = this.claim;
        if (counted != null) {
            // Only effective if it was cancelled before a thread began it
            counted.takeBack(false);
        }
    }

    @Override
    public void discard() {
        Claim counted = this.claim;
        if (counted != null && counted.drop()) {
            cancel(false);
        }
    }

    @Override
    public Runnable handBack() {
        Claim counted = this.claim;
        if (counted != null) {
            counted.takeBack(false);
        }
        return this;
    }

}
