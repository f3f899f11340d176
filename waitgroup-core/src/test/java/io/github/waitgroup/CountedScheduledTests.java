// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * What becomes of tasks that are scheduled to run once.
 */
class CountedScheduledTests {

    private final WaitGroupRegistry registry = new WaitGroupRegistry();

    private final WaitGroup group = this.registry.group("test");

    private final TestUnits units = new TestUnits(this.group);

    private final ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1, Threads::daemon);

    private final ScheduledExecutorService counted = CountedExecutors.of(this.units, this.pool);

    private final AtomicInteger runs = new AtomicInteger();

    private final Runnable task = this.runs::incrementAndGet;

    @AfterEach
    void endThreads() {
        this.pool.shutdownNow();
    }

    private static String label() {
        return Objects.requireNonNull(Registration.current()).label();
    }

    private CountDownLatch occupy() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        this.pool.execute(() -> {
            started.countDown();
            Threads.awaitStubbornly(free);
        });
        Threads.await(started);
        return free;
    }

    private void terminate() throws InterruptedException {
        assertThat(this.counted.awaitTermination(Threads.BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void isCountedWhenItFallsDue() throws Exception {
        ScheduledFuture<String> future = this.counted.schedule(CountedScheduledTests::label, 1, TimeUnit.MILLISECONDS);
        assertThat(Threads.get(future)).isEqualTo("due");
        assertThat(this.units.delays).containsExactly(Duration.ofMillis(1));
        Law.checkEnded(this.group, 1, 0);
        Future<?> later = this.counted.schedule(this.task, 1, TimeUnit.HOURS);
        assertThat(this.group.count()).isZero();
        assertThat(later.cancel(false)).isTrue();
        Law.checkEnded(this.group, 1, 0);
    }

    @Test
    void isCountedFromSchedulingOnIfTheSourceSaysSo() throws Exception {
        this.units.countsScheduled = true;
        CountDownLatch free = occupy();
        ScheduledFuture<String> future = this.counted.schedule(CountedScheduledTests::label, 1, TimeUnit.NANOSECONDS);
        assertThat(this.group.snapshot(0).queued()).isOne();
        free.countDown();
        assertThat(Threads.get(future)).isEqualTo("scheduled");
        Law.checkEnded(this.group, 1, 0);
    }

    @Test
    void withoutADelayItIsSubmitted() throws Exception {
        assertThat(Threads.get(this.counted.schedule(CountedScheduledTests::label, 0, TimeUnit.DAYS)))
            .isEqualTo("submitted");
        assertThat(Threads.get(this.counted.schedule(CountedScheduledTests::label, -1, TimeUnit.DAYS)))
            .isEqualTo("submitted");
        assertThat(this.units.delays).isEmpty();
        Law.checkEnded(this.group, 2, 0);
        this.units.countsSubmitted = false;
        assertThat(Threads.get(this.counted.schedule(() -> Registration.current() == null, 0, TimeUnit.DAYS))).isTrue();
        Law.checkEnded(this.group, 2, 0);
    }

    @Test
    void submittedTasksAreCountedAsByAnyExecutor() throws Exception {
        assertThat(Threads.get(this.counted.submit(CountedScheduledTests::label))).isEqualTo("submitted");
        CompletableFuture<String> executed = new CompletableFuture<>();
        this.counted.execute(() -> executed.complete(label()));
        assertThat(Threads.get(executed)).isEqualTo("submitted");
        Law.checkEnded(this.group, 2, 0);
    }

    @Test
    void cancelledBeforeItIsBegunItEndsAtOnce() throws Exception {
        this.units.countsScheduled = true;
        this.pool.setRemoveOnCancelPolicy(true);
        Future<?> future = this.counted.schedule(this.task, 1, TimeUnit.HOURS);
        assertThat(this.group.count()).isOne();
        assertThat(this.pool.getQueue()).hasSize(1);
        assertThat(future.cancel(true)).isTrue();
        assertThat(future.cancel(true)).isFalse();
        Law.checkEnded(this.group, 1, 0);
        assertThat(this.pool.getQueue()).isEmpty();
    }

    @Test
    void cancelledWhileItRunsItEndsWhenItReallyHasEnded() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Future<?> future = this.counted.schedule(() -> {
            started.countDown();
            try {
                Threads.await(new CountDownLatch(1));
            }
            catch (InterruptedException ex) {
                interrupted.countDown();
                Threads.awaitStubbornly(end);
                throw ex;
            }
            return null;
        }, 1, TimeUnit.NANOSECONDS);
        Threads.await(started);
        assertThat(future.cancel(true)).isTrue();
        Threads.await(interrupted);
        assertThat(this.group.count()).isOne();
        end.countDown();
        Law.checkEnded(this.group, 1, 0);
        assertThat(Threads.get(this.pool.submit(() -> Thread.currentThread().isInterrupted()))).isFalse();
    }

    @Test
    void eachUnitEndsOnceHoweverCancellingMeetsFallingDue() throws Exception {
        int tasks = 2_000;
        int cancelled = 0;
        for (int i = 0; i < tasks; i++) {
            this.units.countsScheduled = (i % 2 == 0);
            Future<?> future = this.counted.schedule(this.task, 1 + i % 7, TimeUnit.MICROSECONDS);
            if (future.cancel(i % 3 == 0)) {
                cancelled++;
            }
        }
        this.counted.shutdown();
        terminate();
        Law.checkZero(this.group);
        WaitGroupSnapshot end = this.group.snapshot(0);
        assertThat(end.registered()).isEqualTo(end.completed()).isBetween(tasks / 2L, (long) tasks);
        assertThat(end.failed()).isZero();
        assertThat(this.runs.get()).isBetween(tasks - cancelled, tasks);
    }

    @Test
    void aRunThatIsLeftOutIsCancelled() throws Exception {
        this.units.countsDue = false;
        Future<?> future = this.counted.schedule(this.task, 1, TimeUnit.NANOSECONDS);
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Threads.get(future));
        assertThat(this.runs).hasValue(0);
        Law.checkEnded(this.group, 0, 0);
    }

    @Test
    void whatTheSourceThrowsTheFutureOrTheCallerGets() throws Exception {
        CountDownLatch free = occupy();
        Future<?> future = this.counted.schedule(this.task, 1, TimeUnit.NANOSECONDS);
        IllegalStateException refusal = new IllegalStateException("expected");
        this.units.refusal = refusal;
        assertThatExceptionOfType(IllegalStateException.class)
            .isThrownBy(() -> this.counted.schedule(this.task, 1, TimeUnit.HOURS))
            .isSameAs(refusal);
        assertThat(this.pool.getQueue()).hasSize(1);
        free.countDown();
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> Threads.get(future)).withCause(refusal);
        assertThat(this.runs).hasValue(0);
        Law.checkEnded(this.group, 0, 0);
    }

    @Test
    void aTaskThatThrowsHasFailed() throws Exception {
        Error error = new LinkageError("expected");
        Future<?> future = this.counted.schedule((Callable<?>) () -> {
            throw error;
        }, 1, TimeUnit.NANOSECONDS);
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> Threads.get(future)).withCause(error);
        Law.checkEnded(this.group, 1, 1);
    }

    @Test
    void aRejectedTaskIsTakenBack() throws Exception {
        this.units.countsScheduled = true;
        this.counted.shutdown();
        assertThatExceptionOfType(RejectedExecutionException.class)
            .isThrownBy(() -> this.counted.schedule(this.task, 1, TimeUnit.HOURS));
        assertThatExceptionOfType(RejectedExecutionException.class)
            .isThrownBy(() -> this.counted.schedule(this.task, 0, TimeUnit.HOURS));
        Law.checkEnded(this.group, 2, 2);
    }

    @Test
    void aTaskRefusedWithoutAWordIsDropped() throws Exception {
        this.units.countsScheduled = true;
        this.pool.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        this.counted.shutdown();
        terminate();
        Future<?> future = this.counted.schedule(this.task, 1, TimeUnit.HOURS);
        assertThat(future.isCancelled()).isTrue();
        Law.checkEnded(this.group, 1, 1);
    }

    @Test
    void shutdownRunsWhatIsDelayedIfThePoolDoes() throws Exception {
        CountDownLatch free = occupy();
        this.units.countsScheduled = true;
        Future<?> first = this.counted.schedule(this.task, 1, TimeUnit.MILLISECONDS);
        this.units.countsScheduled = false;
        Future<?> second = this.counted.schedule(this.task, 1, TimeUnit.MILLISECONDS);
        this.counted.shutdown();
        assertThat(this.group.count()).isOne();
        free.countDown();
        terminate();
        Threads.get(first);
        Threads.get(second);
        assertThat(this.runs).hasValue(2);
        Law.checkEnded(this.group, 2, 0);
    }

    @Test
    void shutdownDropsWhatIsDelayedIfThePoolDoes() throws Exception {
        this.pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        CountDownLatch free = occupy();
        this.units.countsScheduled = true;
        Future<?> first = this.counted.schedule(this.task, 1, TimeUnit.HOURS);
        this.units.countsScheduled = false;
        Future<?> second = this.counted.schedule(this.task, 1, TimeUnit.HOURS);
        this.counted.shutdown();
        assertThat(first.isCancelled()).isTrue();
        assertThat(second.isCancelled()).isTrue();
        Law.checkEnded(this.group, 1, 1);
        free.countDown();
        terminate();
        Law.checkEnded(this.group, 1, 1);
    }

    @Test
    void shutdownNowLosesNothingUnnoticed() throws Exception {
        this.units.countsScheduled = true;
        Future<?> first = this.counted.schedule(this.task, 1, TimeUnit.HOURS);
        this.units.countsScheduled = false;
        Future<?> second = this.counted.schedule(this.task, 1, TimeUnit.HOURS);
        assertThat(this.counted.shutdownNow()).hasSize(2);
        terminate();
        assertThat(first.isCancelled()).isTrue();
        assertThat(second.isCancelled()).isTrue();
        Law.checkEnded(this.group, 1, 1);
    }

    @Test
    void whatADrainGaveUpNeverRuns() throws Exception {
        this.units.countsScheduled = true;
        CountDownLatch free = occupy();
        Future<?> future = this.counted.schedule(this.task, 1, TimeUnit.NANOSECONDS);
        new Drain(this.registry, new DrainOptions(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO,
                DrainOptions.Admission.ALL, false, Duration.ZERO))
            .await();
        free.countDown();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Threads.get(future));
        assertThat(this.runs).hasValue(0);
        Law.checkEnded(this.group, 0, 0, 1);
    }

    @Test
    void theFutureTellsItsTime() {
        ScheduledFuture<?> hour = this.counted.schedule(this.task, 1, TimeUnit.HOURS);
        ScheduledFuture<?> day = this.counted.schedule(this.task, 1, TimeUnit.DAYS);
        ScheduledFuture<?> foreign = this.pool.schedule(this.task, 2, TimeUnit.HOURS);
        assertThat(hour.getDelay(TimeUnit.MINUTES)).isBetween(58L, 60L);
        assertThat(hour.compareTo(day)).isNegative();
        assertThat(day.compareTo(foreign)).isPositive();
        assertThat(((RunnableScheduledFuture<?>) hour).isPeriodic()).isFalse();
    }

    @Test
    void countsNothingWithoutATask() throws Exception {
        assertThatNullPointerException()
            .isThrownBy(() -> this.counted.schedule((Runnable) nothing(), 0, TimeUnit.DAYS));
        assertThatNullPointerException()
            .isThrownBy(() -> this.counted.schedule((Callable<?>) nothing(), 0, TimeUnit.DAYS));
        assertThatNullPointerException()
            .isThrownBy(() -> this.counted.scheduleAtFixedRate(nothing(), 0, 1, TimeUnit.DAYS));
        assertThatNullPointerException()
            .isThrownBy(() -> this.counted.scheduleWithFixedDelay(nothing(), 0, 1, TimeUnit.DAYS));
        Law.checkEnded(this.group, 0, 0);
    }

    @SuppressWarnings({ "NullAway", "TypeParameterUnusedInFormals" }) // a caller without
                                                                      // null checks
    private static <T> T nothing() {
        return null;
    }

    @Test
    void aGroupCountsByItsLabel() throws Exception {
        ScheduledExecutorService labelled = this.group.executor("report", this.pool);
        assertThat(Threads.get(labelled.schedule(CountedScheduledTests::label, 1, TimeUnit.NANOSECONDS)))
            .isEqualTo("report");
        CountDownLatch free = occupy();
        Future<?> future = labelled.schedule(this.task, 1, TimeUnit.NANOSECONDS);
        this.group.close();
        free.countDown();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Threads.get(future));
        assertThatExceptionOfType(RejectedExecutionException.class)
            .isThrownBy(() -> labelled.schedule(this.task, 0, TimeUnit.DAYS));
        Law.checkEnded(this.group, 1, 0);
    }

}
