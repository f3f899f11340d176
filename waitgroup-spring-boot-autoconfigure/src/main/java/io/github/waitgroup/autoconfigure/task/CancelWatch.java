// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * A future that ends a unit when it is cancelled before a thread has begun the task.
 *
 * @param <T> type of the result
 */
final class CancelWatch<T extends @Nullable Object> implements Future<T> {

    private final Future<T> delegate;

    private final Claim claim;

    CancelWatch(Future<T> delegate, Claim claim) {
        this.delegate = delegate;
        this.claim = claim;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = this.delegate.cancel(mayInterruptIfRunning);
        if (this.delegate.isCancelled()) {
            this.claim.drop(false);
        }
        return cancelled;
    }

    @Override
    public boolean isCancelled() {
        return this.delegate.isCancelled();
    }

    @Override
    public boolean isDone() {
        return this.delegate.isDone();
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        return this.delegate.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        return this.delegate.get(timeout, unit);
    }

    @Override
    public String toString() {
        return this.delegate.toString();
    }

}
