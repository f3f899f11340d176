// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WaitGroupWrapTests {

    private final WaitGroupRegistry registry = new WaitGroupRegistry();

    private final WaitGroup group = this.registry.group("test");

    private void abandonAll() {
        new Drain(this.registry, new DrainOptions(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO,
                DrainOptions.Admission.ALL, false, Duration.ZERO))
            .await();
    }

    @Test
    void countsARunnableFromTheCallOnUntilItHasRun() throws Exception {
        List<Registration.State> seen = new ArrayList<>();
        Runnable task = this.group.wrap("task", () -> this.group.snapshot(1).work().forEach((work) -> {
            assertThat(work.label()).isEqualTo("task");
            seen.add(work.state());
        }));
        assertThat(this.group.snapshot(0).queued()).isOne();
        task.run();
        assertThat(seen).containsExactly(Registration.State.RUNNING);
        Law.checkEnded(this.group, 1, 0);
    }

    @Test
    void countsACallableAndReturnsItsResult() throws Exception {
        Callable<String> task = this.group.wrap("task", () -> "result " + this.group.snapshot(0).running());
        assertThat(this.group.snapshot(0).queued()).isOne();
        assertThat(task.call()).isEqualTo("result 1");
        Law.checkEnded(this.group, 1, 0);
    }

    @Test
    void countsASupplierAndReturnsItsResult() throws Exception {
        Supplier<String> task = this.group.wrapSupplier("task", () -> "result " + this.group.snapshot(0).running());
        assertThat(this.group.snapshot(0).queued()).isOne();
        assertThat(task.get()).isEqualTo("result 1");
        Law.checkEnded(this.group, 1, 0);
    }

    @Test
    void throwsOnWhatTheTaskThrowsAndCountsItAsFailed() throws Exception {
        IOException checked = new IOException("expected");
        Error error = new LinkageError("expected");
        Callable<String> callable = this.group.wrap("task", () -> {
            throw checked;
        });
        Runnable runnable = this.group.wrap("task", (Runnable) () -> {
            throw error;
        });
        Supplier<String> supplier = this.group.wrapSupplier("task", () -> {
            throw error;
        });
        assertThatExceptionOfType(IOException.class).isThrownBy(callable::call).isSameAs(checked);
        assertThatExceptionOfType(LinkageError.class).isThrownBy(runnable::run).isSameAs(error);
        assertThatExceptionOfType(LinkageError.class).isThrownBy(supplier::get).isSameAs(error);
        Law.checkEnded(this.group, 3, 3);
    }

    @Test
    void countsEachLaterRunWhileItLasts() throws Exception {
        List<Long> running = new ArrayList<>();
        Runnable runnable = this.group.wrap("task", (Runnable) () -> running.add(this.group.snapshot(0).running()));
        Callable<Boolean> callable = this.group.wrap("task", () -> running.add(this.group.snapshot(0).running()));
        runnable.run();
        runnable.run();
        callable.call();
        callable.call();
        assertThat(running).containsExactly(1L, 1L, 1L, 1L);
        Law.checkEnded(this.group, 4, 0);
    }

    @Test
    void countsTheRunsOfAPeriodicSchedule() throws Exception {
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(Threads::daemon);
        CountDownLatch runs = new CountDownLatch(5);
        Future<?> schedule = scheduler.scheduleAtFixedRate(this.group.wrap("tick", runs::countDown), 0, 1,
                TimeUnit.MILLISECONDS);
        Threads.await(runs);
        assertThat(schedule.isDone()).isFalse();
        scheduler.shutdownNow();
        assertThat(scheduler.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        Law.checkZero(this.group);
        assertThat(this.group.snapshot(0).completed()).isGreaterThanOrEqualTo(5);
        assertThat(this.group.snapshot(0).failed()).isZero();
    }

    @Test
    void aThousandRunsAtOnceAreAThousandUnits() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        Runnable task = this.group.wrap("task", (Runnable) runs::incrementAndGet);
        try (Threads threads = new Threads()) {
            for (var future : List.of(threads.run(() -> run(task, 500)), threads.run(() -> run(task, 500)))) {
                Threads.get(future);
            }
        }
        assertThat(runs).hasValue(1000);
        Law.checkEnded(this.group, 1000, 0);
    }

    private static void run(Runnable task, int times) {
        for (int i = 0; i < times; i++) {
            task.run();
        }
    }

    @Test
    void doesNotRunWhatADrainHasGivenUp() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        Runnable runnable = this.group.wrap("task", (Runnable) runs::incrementAndGet);
        Callable<Integer> callable = this.group.wrap("task", (Callable<Integer>) runs::incrementAndGet);
        Supplier<Integer> supplier = this.group.wrapSupplier("task", runs::incrementAndGet);
        abandonAll();
        runnable.run();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(callable::call)
            .withMessageContaining("label=task")
            .withMessageContaining("drain");
        assertThatExceptionOfType(CancellationException.class).isThrownBy(supplier::get);
        assertThat(runs).hasValue(0);
        Law.checkEnded(this.group, 0, 0, 3);
    }

    @Test
    void refusesWhileTheGroupIsClosed() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        Runnable task = this.group.wrap("task", (Runnable) runs::incrementAndGet);
        this.group.close();
        task.run();
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(task::run);
        assertThatExceptionOfType(RejectedExecutionException.class)
            .isThrownBy(() -> this.group.wrap("other", (Runnable) runs::incrementAndGet));
        this.group.reopen();
        task.run();
        assertThat(runs).hasValue(2);
        Law.checkEnded(this.group, 2, 0);
    }

}
