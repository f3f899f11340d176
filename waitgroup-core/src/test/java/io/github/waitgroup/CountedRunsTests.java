// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Periodic schedules: each run is a unit of its own.
 */
class CountedRunsTests {

    private final WaitGroup group = new WaitGroup("test");

    private final TestUnits units = new TestUnits(this.group);

    private final ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1, Threads::daemon);

    private final ScheduledExecutorService counted = CountedExecutors.of(this.units, this.pool);

    /** What the runs of a schedule are to do; each takes one and tells its end. */
    private final BlockingQueue<Runnable> todo = new LinkedBlockingQueue<>();

    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();

    @AfterEach
    void endThreads() {
        this.pool.shutdownNow();
    }

    private ScheduledFuture<?> start(boolean fixedRate) {
        return fixedRate ? this.counted.scheduleAtFixedRate(this::once, 1, 1, TimeUnit.MILLISECONDS)
                : this.counted.scheduleWithFixedDelay(this::once, 1, 1, TimeUnit.MILLISECONDS);
    }

    private void once() {
        try {
            this.todo.take().run();
        }
        catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
        finally {
            Registration unit = Registration.current();
            this.done.add((unit != null) ? unit.label() : "uncounted");
        }
    }

    private String next() throws InterruptedException {
        String label = this.done.poll(Threads.BOUND.toSeconds(), TimeUnit.SECONDS);
        assertThat(label).isNotNull();
        return String.valueOf(label);
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void eachRunIsAUnit(boolean fixedRate) throws Exception {
        ScheduledFuture<?> schedule = start(fixedRate);
        for (int i = 0; i < 3; i++) {
            this.todo.add(() -> assertThat(this.group.snapshot(0).running()).isOne());
            assertThat(next()).isEqualTo("due");
        }
        this.todo.add(() -> schedule.cancel(false));
        next();
        Law.checkEnded(this.group, 4, 0);
        assertThat(schedule.isCancelled()).isTrue();
        assertThat(this.units.delays).isEmpty();
    }

    @Test
    void betweenTheRunsNothingIsInFlight() throws Exception {
        ScheduledFuture<?> schedule = this.counted.scheduleWithFixedDelay(this::once, 0, 1, TimeUnit.HOURS);
        this.todo.add(() -> {
        });
        assertThat(next()).isEqualTo("due");
        Law.checkEnded(this.group, 1, 0);
        assertThat(schedule.isDone()).isFalse();
        assertThat(schedule.getDelay(TimeUnit.MINUTES)).isLessThanOrEqualTo(60);
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void aRunThatIsLeftOutDoesNotEndTheSchedule(boolean fixedRate) throws Exception {
        this.units.countsDue = false;
        ScheduledFuture<?> schedule = start(fixedRate);
        for (int i = 0; i < 3; i++) {
            assertThat(this.units.asked.poll(Threads.BOUND.toSeconds(), TimeUnit.SECONDS)).isNotNull();
        }
        assertThat(schedule.isDone()).isFalse();
        assertThat(this.done).isEmpty();
        this.units.countsDue = true;
        this.todo.add(() -> schedule.cancel(false));
        assertThat(next()).isEqualTo("due");
        Law.checkEnded(this.group, 1, 0);
    }

    @Test
    void anExceptionEndsTheScheduleAndHasFailed() throws Exception {
        Error error = new LinkageError("expected");
        Future<?> schedule = start(true);
        this.todo.add(() -> {
        });
        this.todo.add(() -> {
            throw error;
        });
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> Threads.get(schedule)).withCause(error);
        Law.checkEnded(this.group, 2, 1);
    }

    @Test
    void whatTheSourceThrowsEndsTheSchedule() throws Exception {
        IllegalStateException refusal = new IllegalStateException("expected");
        this.units.refusal = refusal;
        Future<?> schedule = start(false);
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> Threads.get(schedule)).withCause(refusal);
        assertThat(this.done).isEmpty();
        Law.checkEnded(this.group, 0, 0);
    }

    @Test
    void cancelledWhileItRunsItEndsWhenItReallyHasEnded() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        Future<?> schedule = start(true);
        this.todo.add(() -> {
            started.countDown();
            try {
                Threads.await(new CountDownLatch(1));
            }
            catch (InterruptedException ex) {
                thrown.set(ex);
                interrupted.countDown();
                Threads.awaitStubbornly(end);
                throw new IllegalStateException(ex);
            }
        });
        Threads.await(started);
        assertThat(schedule.cancel(true)).isTrue();
        Threads.await(interrupted);
        assertThat(this.group.count()).isOne();
        end.countDown();
        next();
        assertThat(thrown.get()).isNotNull();
        // What it threw of the interrupt is no failure of its own
        Law.checkEnded(this.group, 1, 0);
    }

    @Test
    void shutdownEndsTheSchedule() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Future<?> schedule = start(false);
        this.todo.add(() -> {
            started.countDown();
            Threads.awaitStubbornly(end);
        });
        Threads.await(started);
        this.counted.shutdown();
        assertThat(this.group.count()).isOne();
        end.countDown();
        assertThat(this.counted.awaitTermination(Threads.BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Threads.get(schedule));
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> start(false));
        Law.checkEnded(this.group, 1, 0);
    }

    @Test
    void aGroupThatIsClosedMeanwhileLeavesRunsOut() throws Exception {
        ScheduledExecutorService labelled = this.group.executor("report", this.pool);
        this.group.close();
        Future<?> schedule = labelled.scheduleWithFixedDelay(this::once, 0, 1, TimeUnit.MILLISECONDS);
        // One thread, and what falls due first comes first
        Threads.get(this.pool.submit(() -> {
        }));
        assertThat(schedule.isDone()).isFalse();
        this.group.reopen();
        this.todo.add(() -> schedule.cancel(false));
        assertThat(next()).isEqualTo("report");
        Law.checkEnded(this.group, 1, 0);
    }

    @Test
    void theRunsLookLikeTheOriginal() {
        assertThat(new CountedRuns(this.units, Thread.currentThread())).hasToString(Thread.currentThread().toString());
    }

}
