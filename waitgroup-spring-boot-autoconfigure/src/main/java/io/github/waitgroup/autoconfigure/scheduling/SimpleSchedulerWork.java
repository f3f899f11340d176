// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.github.waitgroup.Drain;
import io.github.waitgroup.UncountedWork;

import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/**
 * What a {@link SimpleAsyncTaskScheduler} does without asking its decorator: it keeps
 * what is due later, and runs what has a fixed delay on a thread of its own.
 */
class SimpleSchedulerWork implements UncountedWork {

    /** How the JDK shows a task that is to run once; a trigger's is within another. */
    private static final String ONCE = "Wrapped task = " + SimpleAsyncTaskScheduler.class.getName() + "$$Lambda";

    private final Drain drain;

    private final String schedulerName;

    private final ScheduledThreadPoolExecutor triggers;

    private final ScheduledThreadPoolExecutor fixedDelays;

    SimpleSchedulerWork(Drain drain, String schedulerName, ScheduledThreadPoolExecutor triggers,
            ScheduledThreadPoolExecutor fixedDelays) {
        this.drain = drain;
        this.schedulerName = schedulerName;
        this.triggers = triggers;
        this.fixedDelays = fixedDelays;
    }

    @Override
    public Map<String, Await> atWork() {
        Map<String, Await> work = new LinkedHashMap<>();
        List<Runnable> dueInTime = this.triggers.getQueue().stream().filter(this::isDueInTime).toList();
        if (!dueInTime.isEmpty()) {
            work.put(this.schedulerName + ", due in time", () -> {
                for (Runnable task : dueInTime) {
                    awaitEnd((Future<?>) task);
                }
            });
        }
        if (this.fixedDelays.getActiveCount() > 0 && !this.fixedDelays.isShutdown()) {
            // Its only thread comes to this when it has ended what it runs now
            work.put(this.schedulerName + ", fixed delay", () -> awaitEnd(this.fixedDelays.submit(() -> {
            })));
        }
        return work;
    }

    // What was there when the drain began has been set aside
    private boolean isDueInTime(Runnable task) {
        return task instanceof RunnableScheduledFuture<?> future && !future.isPeriodic() && !future.isDone()
                && Duration.ofNanos(future.getDelay(TimeUnit.NANOSECONDS)).compareTo(this.drain.remaining()) < 0
                && task.toString().contains(ONCE);
    }

    private static void awaitEnd(Future<?> future) throws InterruptedException {
        try {
            future.get();
        }
        catch (CancellationException | ExecutionException ex) {
            // It has ended all the same
        }
    }

}
