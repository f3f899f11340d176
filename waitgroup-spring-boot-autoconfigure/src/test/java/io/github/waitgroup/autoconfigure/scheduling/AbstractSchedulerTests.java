// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;

import io.github.waitgroup.Drain;
import io.github.waitgroup.DrainReport;
import io.github.waitgroup.Registration;
import io.github.waitgroup.Scope;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.WaitGroupSnapshot;
import io.github.waitgroup.WorkSnapshot;
import io.github.waitgroup.autoconfigure.Bounded;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.support.PeriodicTrigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What holds for every scheduler, whoever schedules with it.
 */
abstract class AbstractSchedulerTests {

    static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(WaitGroupAutoConfiguration.class,
            DrainAutoConfiguration.class, SchedulingWaitGroupAutoConfiguration.class,
            TaskSchedulingAutoConfiguration.class);

    private static final Duration SHORT = Duration.ofMillis(5);

    private final ApplicationContextRunner runner;

    private final boolean countsFixedDelays;

    private final boolean countsDelays;

    /** How many threads bring runs on their way. */
    private final int threads;

    AbstractSchedulerTests(ApplicationContextRunner runner, boolean countsFixedDelays, boolean countsDelays,
            int threads) {
        this.threads = threads;
        this.runner = runner.withConfiguration(CONFIGURATIONS).withUserConfiguration(Scheduling.class);
        this.countsFixedDelays = countsFixedDelays;
        this.countsDelays = countsDelays;
    }

    @ParameterizedTest
    @EnumSource
    void runWhenTaskRunsShouldCountEachRun(Plan plan) {
        assumeCounted(plan);
        run((scheduler, group, drain) -> {
            CountDownLatch running = new CountDownLatch(plan.runs());
            CountDownLatch gate = new CountDownLatch(1);
            Future<?> future = plan.schedule(scheduler, () -> {
                running.countDown();
                if (running.getCount() == 0) {
                    Bounded.await(gate);
                }
            });
            Bounded.await(running);
            WaitGroupSnapshot snapshot = group.snapshot(10);
            // A scheduler without a pool does not wait for the run before
            assertThat(snapshot.work()).anySatisfy((unit) -> {
                assertThat(unit.state()).isEqualTo(Registration.State.RUNNING);
                assertThat(unit.label()).isEqualTo("taskScheduler");
                assertThat(unit.thread()).isNotNull();
                assertThat(unit.parent()).isNull();
            });
            assertThat(snapshot.registered()).isGreaterThanOrEqualTo(plan.runs());
            future.cancel(false);
            gate.countDown();
            awaitRunsOnTheirWay(scheduler);
            assertEnded(group, 0);
        });
    }

    @ParameterizedTest
    @EnumSource
    void drainWhenTaskRunsShouldAwaitItAndStartNoOtherUntilResumed(Plan plan) {
        assumeCounted(plan);
        run((scheduler, group, drain) -> {
            CountDownLatch running = new CountDownLatch(1);
            CountDownLatch gate = new CountDownLatch(1);
            AtomicInteger runs = new AtomicInteger();
            AtomicReference<@Nullable CountDownLatch> resumed = new AtomicReference<>();
            Future<?> future = plan.schedule(scheduler, () -> {
                runs.incrementAndGet();
                running.countDown();
                Bounded.await(gate);
                CountDownLatch latch = resumed.get();
                if (latch != null) {
                    latch.countDown();
                }
            });
            Bounded.await(running);
            CompletableFuture<DrainReport> report = awaitElsewhere(drain);
            assertThat(report).isNotDone();
            assertThat(group.count()).isPositive();
            gate.countDown();
            assertThat(Bounded.get(report).outcome()).isEqualTo(Drain.State.DRAINED);
            int before = runs.get();
            awaitManyPeriods(scheduler);
            assertThat(runs).hasValue(before);
            CountDownLatch further = new CountDownLatch(plan.runs() - 1);
            resumed.set(further);
            drain.resume();
            Bounded.await(further);
            future.cancel(false);
            awaitRunsOnTheirWay(scheduler);
            assertEnded(group, 0);
        });
    }

    @ParameterizedTest
    @EnumSource
    void drainWhenNothingRunsShouldStartNoneUntilResumed(Plan plan) {
        run((scheduler, group, drain) -> {
            drain.begin();
            drain.resume();
            Overdue overdue = drainBeforeDue(drain, plan.runs(),
                    (delay, task) -> plan.scheduleIn(scheduler, delay, task));
            awaitDue(scheduler, overdue.delay());
            assertThat(overdue.ran().getCount()).isEqualTo(plan.runs());
            drain.resume();
            Bounded.await(overdue.ran());
            overdue.future().cancel(false);
            awaitRunsOnTheirWay(scheduler);
            assertEnded(group, 0);
        });
    }

    @ParameterizedTest
    @EnumSource
    void drainWhenItIsScheduledMeanwhileShouldNotRefuseIt(Plan plan) {
        assumeCounted(plan);
        run((scheduler, group, drain) -> {
            drain.begin();
            CountDownLatch ran = new CountDownLatch(plan.runs());
            Future<?> future = plan.schedule(scheduler, ran::countDown);
            if (plan != Plan.ONCE) {
                awaitManyPeriods(scheduler);
                assertThat(ran.getCount()).isEqualTo(plan.runs());
                drain.resume();
            }
            Bounded.await(ran);
            future.cancel(false);
            awaitRunsOnTheirWay(scheduler);
            assertEnded(group, 0);
        });
    }

    @Test
    void drainWhenWorkIsSubmittedMeanwhileShouldRunAndAwaitIt() {
        run((scheduler, group, drain) -> {
            CountDownLatch gate = new CountDownLatch(1);
            drain.begin();
            Future<String> future = ((AsyncTaskExecutor) scheduler).submit(() -> {
                Bounded.await(gate);
                return "done";
            });
            CompletableFuture<DrainReport> report = awaitElsewhere(drain);
            assertThat(group.count()).isEqualTo(1);
            gate.countDown();
            assertThat(Bounded.get(future)).isEqualTo("done");
            assertThat(Bounded.get(report).outcome()).isEqualTo(Drain.State.DRAINED);
            Bounded.assertEnded(group, 1, 0);
        });
    }

    @Test
    void drainWhenWorkIsScheduledToBeDueInTimeShouldAwaitIt() {
        run((scheduler, group, drain) -> {
            assumeThat(this.countsDelays).isTrue();
            drain.begin();
            CountDownLatch ran = new CountDownLatch(1);
            Future<?> future = scheduler.schedule(ran::countDown, Instant.now().plusMillis(300));
            Future<?> cancelled = scheduler.schedule(ran::countDown, Instant.now().plusSeconds(15));
            cancelled.cancel(false);
            DrainReport report = drain.await();
            assertThat(report.outcome()).isEqualTo(Drain.State.DRAINED);
            // Not until what was cancelled would have been due
            assertThat(report.duration()).isLessThan(Duration.ofSeconds(10));
            assertThat(ran.getCount()).isZero();
            Bounded.get(future);
            assertEnded(group, 0);
        });
    }

    @Test
    void closeWhenWorkInFlightUsesSchedulerShouldRunAndAwaitWhatItHandsOver() {
        run((context) -> {
            TaskScheduler scheduler = context.getBean(TaskScheduler.class);
            WaitGroupRegistry registry = context.getBean(WaitGroupRegistry.class);
            Drain drain = context.getBean(Drain.class);
            Registration request = registry.group("test").register("request");
            CountDownLatch draining = draining(drain);
            CompletableFuture<@Nullable Void> closed = CompletableFuture
                .runAsync(context.getSourceApplicationContext()::close, (task) -> new Thread(task).start());
            Bounded.await(draining);
            AtomicInteger done = new AtomicInteger();
            Scope scope = request.enter();
            Bounded.get(scheduler.schedule(() -> {
                Future<?> submitted = ((AsyncTaskExecutor) scheduler).submit(done::incrementAndGet);
                assertThat(submitted).isNotNull();
            }, Instant.now().plus(SHORT)));
            Bounded.get(((AsyncTaskExecutor) scheduler).submit(done::incrementAndGet));
            scheduler.scheduleAtFixedRate(done::incrementAndGet, Duration.ofHours(1)).cancel(false);
            scope.close();
            request.close();
            Bounded.get(closed);
            assertThat(drain.state()).isEqualTo(Drain.State.DRAINED);
            assertThat(done).hasValue(2);
            assertThat(registry.count()).isZero();
        });
    }

    @Test
    void closeWhenRecurringTaskRunsShouldAwaitIt() {
        run((context) -> {
            CountDownLatch running = new CountDownLatch(1);
            CountDownLatch gate = new CountDownLatch(1);
            AtomicInteger ended = new AtomicInteger();
            ScheduledFuture<?> future = context.getBean(TaskScheduler.class).scheduleAtFixedRate(() -> {
                running.countDown();
                Bounded.await(gate);
                ended.incrementAndGet();
            }, Duration.ofHours(1));
            Bounded.await(running);
            CountDownLatch draining = draining(context.getBean(Drain.class));
            CompletableFuture<@Nullable Void> closed = CompletableFuture
                .runAsync(context.getSourceApplicationContext()::close, (task) -> new Thread(task).start());
            Bounded.await(draining);
            assertThat(closed).isNotDone();
            gate.countDown();
            Bounded.get(closed);
            assertThat(ended).hasValue(1);
            future.cancel(false);
        });
    }

    @Test
    void runWhenSubmittedTaskThrowsShouldCountItFailed() {
        run((scheduler, group, drain) -> {
            Future<?> future = ((AsyncTaskExecutor) scheduler).submit((Runnable) () -> {
                throw new IllegalStateException("expected");
            });
            assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> Bounded.get(future));
            Bounded.assertEnded(group, 1, 1);
        });
    }

    @Test
    void runWhenTaskSubmitsTaskShouldMakeItTheParent() {
        run((scheduler, group, drain) -> {
            CountDownLatch submitted = new CountDownLatch(1);
            CountDownLatch gate = new CountDownLatch(1);
            Future<?> future = Plan.ONCE.schedule(scheduler, () -> {
                ((AsyncTaskExecutor) scheduler).execute(() -> Bounded.await(gate));
                submitted.countDown();
                Bounded.await(gate);
            });
            Bounded.await(submitted);
            WorkSnapshot parent = group.snapshot(10).work().get(0);
            WorkSnapshot child = group.snapshot(10).work().get(1);
            assertThat(parent.parent()).isNull();
            assertThat(child.parent()).isEqualTo(parent.id());
            gate.countDown();
            Bounded.get(future);
            assertEnded(group, 0);
        });
    }

    @Test
    void runWhenTasksAreCancelledBeforeTheyAreDueShouldLeaveNothing() {
        run((scheduler, group, drain) -> {
            drain.begin();
            for (int i = 0; i < 10; i++) {
                scheduler.schedule(() -> {
                }, Instant.now().plusMillis(200)).cancel(false);
            }
            awaitDue(scheduler, Duration.ofMillis(200));
            awaitRunsOnTheirWay(scheduler);
            assertEnded(group, 0);
        });
    }

    private void assumeCounted(Plan plan) {
        assumeThat(plan != Plan.DELAY || this.countsFixedDelays).isTrue();
    }

    static CountDownLatch draining(Drain drain) {
        CountDownLatch draining = new CountDownLatch(1);
        drain.listen((state) -> {
            if (state == Drain.State.DRAINING) {
                draining.countDown();
            }
        });
        return draining;
    }

    private static CompletableFuture<DrainReport> awaitElsewhere(Drain drain) {
        CountDownLatch draining = draining(drain);
        CompletableFuture<DrainReport> report = CompletableFuture.supplyAsync(drain::await,
                (task) -> new Thread(task).start());
        Bounded.await(draining);
        return report;
    }

    // What is handed over while draining runs: by then everything else would have, too
    private static void awaitManyPeriods(TaskScheduler scheduler) throws Exception {
        awaitDue(scheduler, SHORT.multipliedBy(10));
    }

    static void awaitDue(TaskScheduler scheduler, Duration delay) throws Exception {
        CountDownLatch due = new CountDownLatch(1);
        Bounded.get(scheduler.schedule(due::countDown, Instant.now().plus(delay)));
        Bounded.await(due);
    }

    // A thread that has taken a run before its schedule was cancelled counts it later on:
    // once each has taken one of these, too, no more come
    private void awaitRunsOnTheirWay(TaskScheduler scheduler) {
        CountDownLatch taken = new CountDownLatch(this.threads);
        for (int i = 0; i < this.threads; i++) {
            Future<?> future = scheduler.schedule(() -> {
                taken.countDown();
                Bounded.await(taken);
            }, Instant.now());
            assertThat(future).isNotNull();
        }
        Bounded.await(taken);
    }

    // Again with more time if it was due before the drain had begun
    static Overdue drainBeforeDue(Drain drain, int runs, BiFunction<Duration, Runnable, Future<?>> schedule) {
        for (Duration delay = Duration.ofMillis(200);; delay = delay.multipliedBy(2)) {
            CountDownLatch ran = new CountDownLatch(runs);
            Instant due = Instant.now().plus(delay);
            Future<?> future = schedule.apply(delay, ran::countDown);
            drain.begin();
            if (Instant.now().isBefore(due)) {
                return new Overdue(future, ran, delay);
            }
            future.cancel(false);
            drain.resume();
        }
    }

    /**
     * Waits until nothing is in flight, and asserts that the numbers agree. Nothing more
     * may be on its way.
     */
    static void assertEnded(WaitGroup group, long failed) throws InterruptedException {
        assertThat(group.await(Bounded.LIMIT)).isTrue();
        Bounded.assertEnded(group, group.snapshot(0).registered(), failed);
    }

    final void run(Scenario scenario) {
        run((context) -> scenario.run(context.getBean("taskScheduler", TaskScheduler.class),
                Bounded.group(context.getBean(WaitGroupRegistry.class), ScheduledGroup.NAME),
                context.getBean(Drain.class)));
    }

    final void run(ContextScenario scenario) {
        this.runner.run((context) -> {
            assertThat(context).hasNotFailed();
            scenario.run(context);
        });
    }

    enum Plan {

        RATE(3) {

            @Override
            Future<?> scheduleIn(TaskScheduler scheduler, Duration delay, Runnable task) {
                return scheduler.scheduleAtFixedRate(task, Instant.now().plus(delay), SHORT);
            }

        },

        DELAY(3) {

            @Override
            Future<?> scheduleIn(TaskScheduler scheduler, Duration delay, Runnable task) {
                return scheduler.scheduleWithFixedDelay(task, Instant.now().plus(delay), SHORT);
            }

        },

        TRIGGER(3) {

            @Override
            Future<?> scheduleIn(TaskScheduler scheduler, Duration delay, Runnable task) {
                PeriodicTrigger trigger = new PeriodicTrigger(SHORT);
                trigger.setInitialDelay(delay);
                return Objects.requireNonNull(scheduler.schedule(task, trigger));
            }

        },

        ONCE(1) {

            @Override
            Future<?> scheduleIn(TaskScheduler scheduler, Duration delay, Runnable task) {
                return scheduler.schedule(task, Instant.now().plus(delay));
            }

        };

        private final int runs;

        Plan(int runs) {
            this.runs = runs;
        }

        int runs() {
            return this.runs;
        }

        Future<?> schedule(TaskScheduler scheduler, Runnable task) {
            return scheduleIn(scheduler, SHORT, task);
        }

        abstract Future<?> scheduleIn(TaskScheduler scheduler, Duration delay, Runnable task);

    }

    /**
     * What is due only after a drain has begun.
     */
    record Overdue(Future<?> future, CountDownLatch ran, Duration delay) {
    }

    interface Scenario {

        void run(TaskScheduler scheduler, WaitGroup group, Drain drain) throws Exception;

    }

    interface ContextScenario {

        void run(AssertableApplicationContext context) throws Exception;

    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Scheduling {

    }

}
