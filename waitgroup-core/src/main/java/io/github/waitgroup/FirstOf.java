// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * Runs tasks until one succeeds, and cancels the others: what {@code invokeAny} promises.
 * The JDK's own would wrap each task in one that cannot be cancelled from outside.
 *
 * @param <T> the type of the result
 */
final class FirstOf<T extends @Nullable Object> {

    private final Executor executor;

    private final BlockingQueue<Future<T>> ended = new LinkedBlockingQueue<>();

    private final List<Future<T>> submitted = new ArrayList<>();

    FirstOf(Executor executor) {
        this.executor = executor;
    }

    T run(Collection<? extends Callable<T>> tasks, long nanos)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("invokeAny(tasks) needs at least one task");
        }
        long start = System.nanoTime();
        Iterator<? extends Callable<T>> rest = tasks.iterator();
        try {
            for (int failures = 0;; failures++) {
                Future<T> next = this.ended.poll();
                while (next == null && rest.hasNext()) {
                    submit(rest.next());
                    next = this.ended.poll();
                }
                if (next == null) {
                    long left = nanos - (System.nanoTime() - start);
                    next = Compensated.await(() -> this.ended.poll(left, TimeUnit.NANOSECONDS));
                }
                if (next == null) {
                    throw new TimeoutException("None of " + this.submitted.size() + " tasks succeeded in time");
                }
                try {
                    return next.get();
                }
                catch (ExecutionException | CancellationException ex) {
                    if (failures + 1 == this.submitted.size() && !rest.hasNext()) {
                        throw (ex instanceof ExecutionException failed) ? failed : new ExecutionException(ex);
                    }
                }
            }
        }
        finally {
            this.submitted.forEach((future) -> future.cancel(true));
        }
    }

    private void submit(Callable<T> task) {
        CountedFuture<T> future = new CountedFuture<>(task) {

            @Override
            protected void done() {
                super.done();
                FirstOf.this.ended.add(this);
            }

        };
        this.executor.execute(future);
        this.submitted.add(future);
    }

}
