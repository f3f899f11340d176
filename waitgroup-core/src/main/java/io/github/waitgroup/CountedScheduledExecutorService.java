// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A scheduled executor service whose tasks are counted from their submission on, and the
 * runs of whose schedules are counted one by one.
 */
final class CountedScheduledExecutorService extends CountedExecutorService implements ScheduledExecutorService {

    private final UnitSource source;

    private final ScheduledExecutorService delegate;

    private CountedScheduledExecutorService(UnitSource source, ScheduledExecutorService delegate) {
        super(source, delegate);
        this.source = source;
        this.delegate = delegate;
    }

    static ScheduledExecutorService of(UnitSource source, ScheduledExecutorService delegate) {
        Objects.requireNonNull(delegate, "delegate must not be null");
        CountedScheduledExecutorService counted = new CountedScheduledExecutorService(source, delegate);
        counted.noticeRejections();
        return counted;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        Objects.requireNonNull(task, "task must not be null");
        return scheduleOnce(Executors.callable(task), delay, unit);
    }

    @Override
    public <V extends @Nullable Object> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        Objects.requireNonNull(task, "task must not be null");
        return scheduleOnce(task, delay, unit);
    }

    private <V extends @Nullable Object> ScheduledFuture<V> scheduleOnce(Callable<V> task, long delay, TimeUnit unit) {
        Duration time = Duration.ofNanos(unit.toNanos(delay));
        noticeRejections();
        boolean atOnce = time.isZero() || time.isNegative();
        Registration counted = atOnce ? this.source.submitted() : this.source.scheduled(time);
        Claim claim = new Claim(this.source, counted);
        CountedScheduledFuture<V> future = (atOnce || counted != null) ? new CountedScheduledFuture<>(task, null)
                : new CountedScheduledFuture<>(task, this.source);
        future.count(claim);
        try {
            future.accepted(this.delegate.schedule((Runnable) future, delay, unit));
        }
        catch (Throwable ex) {
            claim.takeBack(true);
            throw ex;
        }
        accepted(future, claim);
        return future;
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long initialDelay, long period, TimeUnit unit) {
        CountedRuns runs = runs(task);
        return runs.by(this.delegate.scheduleAtFixedRate(runs, initialDelay, period, unit));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initialDelay, long delay, TimeUnit unit) {
        CountedRuns runs = runs(task);
        return runs.by(this.delegate.scheduleWithFixedDelay(runs, initialDelay, delay, unit));
    }

    private CountedRuns runs(Runnable task) {
        return new CountedRuns(this.source, Objects.requireNonNull(task, "task must not be null"));
    }

}
