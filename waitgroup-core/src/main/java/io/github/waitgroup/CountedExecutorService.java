// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * An executor service whose tasks are counted from their submission on. The delegate gets
 * tasks of this package's own types, by which they are known again when it gives them
 * back or drops them.
 */
class CountedExecutorService extends AbstractExecutorService implements AutoCloseable {

    private final UnitSource source;

    private final ExecutorService delegate;

    private final @Nullable Backlog backlog;

    CountedExecutorService(UnitSource source, ExecutorService delegate) {
        this.source = Objects.requireNonNull(source, "units must not be null");
        this.delegate = delegate;
        this.backlog = Backlog.of(delegate);
    }

    static ExecutorService of(UnitSource source, ExecutorService delegate) {
        Objects.requireNonNull(delegate, "delegate must not be null");
        if (delegate instanceof ScheduledExecutorService scheduled) {
            return CountedScheduledExecutorService.of(source, scheduled);
        }
        if (delegate instanceof ThreadPoolExecutor pool) {
            ReclaimingHandler.refuseOrderedQueue(pool);
            ReclaimingHandler.install(pool);
        }
        return new CountedExecutorService(source, delegate);
    }

    @Override
    public void execute(Runnable task) {
        Objects.requireNonNull(task, "task must not be null");
        noticeRejections();
        Claim claim = CountedExecutor.handedOn(this.source, task);
        if (claim != null) {
            handOver((CountedTask) task, claim);
        }
        else if (task instanceof CountedFuture<?> future && future.claim() == null) {
            claim = Claim.submitted(this.source);
            future.count(claim);
            handOver(future, claim);
        }
        else {
            claim = Claim.submitted(this.source);
            handOver(new CountedRunnable(claim, task), claim);
        }
    }

    private void handOver(CountedTask task, Claim claim) {
        CountedExecutor.handOver(this.delegate, task, claim);
        accepted(task, claim);
    }

    void accepted(CountedTask task, Claim claim) {
        if (this.backlog != null) {
            this.backlog.accepted(claim, task);
        }
    }

    void noticeRejections() {
        if (this.delegate instanceof ThreadPoolExecutor pool) {
            // Somebody may have set another handler meanwhile
            ReclaimingHandler.install(pool);
        }
    }

    @Override
    protected <T extends @Nullable Object> RunnableFuture<T> newTaskFor(Callable<T> task) {
        return new CountedFuture<>(task);
    }

    @Override
    protected <T extends @Nullable Object> RunnableFuture<T> newTaskFor(Runnable task, T result) {
        return new CountedFuture<>(task, result);
    }

    @Override
    public <T extends @Nullable Object> T invokeAny(Collection<? extends Callable<T>> tasks)
            throws InterruptedException, ExecutionException {
        try {
            return new FirstOf<T>(this).run(tasks, Long.MAX_VALUE);
        }
        catch (TimeoutException ex) {
            throw new IllegalStateException("Waited for 292 years", ex);
        }
    }

    @Override
    public <T extends @Nullable Object> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout,
            TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        return new FirstOf<T>(this).run(tasks, unit.toNanos(timeout));
    }

    @Override
    public void shutdown() {
        this.delegate.shutdown();
        if (this.backlog != null) {
            this.backlog.discardLost();
        }
    }

    @Override
    public List<Runnable> shutdownNow() {
        List<Runnable> tasks = new ArrayList<>(this.delegate.shutdownNow());
        tasks.replaceAll(CountedTask::handedBack);
        if (this.backlog != null) {
            this.backlog.stopped();
        }
        return tasks;
    }

    // From JDK 19 on this is a method of ExecutorService, which waits for ever for the
    // common pool: that never terminates, and its own close() has no effect
    @Override
    public void close() {
        if (isForEver()) {
            return;
        }
        shutdown();
        boolean interrupted = false;
        boolean terminated = isTerminated();
        while (!terminated) {
            try {
                terminated = awaitTermination(1, TimeUnit.DAYS);
            }
            catch (InterruptedException ex) {
                interrupted = true;
                shutdownNow();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isForEver() {
        return this.delegate == ForkJoinPool.commonPool()
                || (this.delegate instanceof CountedExecutorService counted && counted.isForEver());
    }

    @Override
    public boolean isShutdown() {
        return this.delegate.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return noteTermination(this.delegate.isTerminated());
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return noteTermination(this.delegate.awaitTermination(timeout, unit));
    }

    private boolean noteTermination(boolean terminated) {
        if (terminated && this.backlog != null) {
            this.backlog.discardAll();
        }
        return terminated;
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + this.source + ", delegate=" + this.delegate + "]";
    }

}
