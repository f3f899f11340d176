// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.Bounded;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests of what may become of a task in a pool besides that it runs.
 */
class PoolFateTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AbstractExecutorTests.CONFIGURATIONS);

    private final CountDownLatch gate = new CountDownLatch(1);

    @Test
    void runWhenApplicationDropsWhatShutdownNowReturnsShouldEndUnits() {
        run((executor, group) -> {
            occupy(executor);
            Future<?> submitted = executor.submit(() -> "never");
            executor.execute(() -> {
            });
            // What it returns is dropped
            assertThat(executor.getThreadPoolExecutor().shutdownNow()).hasSize(2);
            Bounded.assertEnded(group, 3, 1);
            assertThat(submitted).isNotDone();
        });
    }

    @Test
    void runWhenApplicationRunsWhatShutdownNowReturnsShouldCountThat() {
        run((executor, group) -> {
            occupy(executor);
            CountDownLatch ran = new CountDownLatch(1);
            executor.execute(ran::countDown);
            List<Runnable> left = executor.getThreadPoolExecutor().shutdownNow();
            Bounded.assertEnded(group, 2, 1);
            left.forEach(Runnable::run);
            assertThat(ran.getCount()).isZero();
            Bounded.assertEnded(group, 3, 1);
        });
    }

    @Test
    void runWhenExecutorIsShutDownShouldEndUnitsAndCancelFutures() {
        run((executor, group) -> {
            occupy(executor);
            CountDownLatch ran = new CountDownLatch(1);
            Future<?> submitted = executor.submit(ran::countDown);
            executor.execute(ran::countDown);
            executor.shutdown();
            assertThat(group.count()).isLessThanOrEqualTo(1);
            assertThat(submitted).isCancelled();
            Bounded.assertEnded(group, 3, 1);
            assertThat(ran.getCount()).isEqualTo(1);
        });
    }

    @Test
    void runWhenCancelledTasksArePurgedShouldEndTheirUnits() {
        run((executor, group) -> {
            occupy(executor);
            Future<?> submitted = executor.submit(() -> "never");
            executor.execute(() -> {
            });
            submitted.cancel(true);
            executor.getThreadPoolExecutor().purge();
            assertThat(group.count()).isEqualTo(2);
            assertThat(executor.getQueueSize()).isEqualTo(1);
            this.gate.countDown();
            Bounded.assertEnded(group, 3, 0);
        });
    }

    @Test
    void runWhenManyAreInvokedShouldCountEach() {
        run((executor, group) -> {
            List<Callable<String>> tasks = List.of(() -> "one", () -> "two", () -> "three");
            for (Future<String> answer : executor.getThreadPoolExecutor().invokeAll(tasks)) {
                assertThat(Bounded.get(answer)).isNotNull();
            }
            Bounded.assertEnded(group, 3, 0);
        });
    }

    @Test
    void runWhenOneOfManyIsAskedForShouldCountEachThatWasSubmitted() {
        run((executor, group) -> {
            List<Callable<String>> tasks = List.of(() -> "one", () -> "two", () -> "three");
            assertThat(executor.getThreadPoolExecutor().invokeAny(tasks)).isNotNull();
            assertThat(group.await(Duration.ofSeconds(20))).isTrue();
            assertThat(group.snapshot(0).registered()).isBetween(1L, 3L);
            Bounded.assertEnded(group, group.snapshot(0).registered(), 0);
        });
    }

    @Test
    void runWhenCompletableFutureIsSuppliedShouldCountIt() {
        run((executor, group) -> {
            CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> {
                Bounded.await(this.gate);
                return "yes";
            }, executor);
            assertThat(group.count()).isEqualTo(1);
            this.gate.countDown();
            assertThat(Bounded.get(answer)).isEqualTo("yes");
            Bounded.assertEnded(group, 1, 0);
        });
    }

    @Test
    void runWhenCallerWaitsInVainShouldCountUntilItEnds() {
        run((executor, group) -> {
            Future<?> running = executor.submit(() -> Bounded.await(this.gate));
            CompletableFuture<Void> late = CompletableFuture.runAsync(() -> {
            }, executor).orTimeout(1, TimeUnit.MILLISECONDS);
            assertThat(catchThrowable(() -> running.get(1, TimeUnit.MILLISECONDS))).isNotNull();
            assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> Bounded.get(late));
            assertThat(group.count()).isEqualTo(2);
            this.gate.countDown();
            Bounded.assertEnded(group, 2, 0);
        });
    }

    @Test
    void runWhenHandlerThrowsShouldEndUnitAsFailed() {
        run((task, pool) -> {
            throw new IllegalArgumentException("expected");
        }, (executor, group) -> {
            fill(executor);
            assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> executor.execute(() -> {
            }));
            this.gate.countDown();
            Bounded.assertEnded(group, 3, 1);
        });
    }

    @Test
    void runWhenHandlerThrowsAndRunsTaskLaterShouldCountThat() {
        List<Runnable> kept = new CopyOnWriteArrayList<>();
        run((task, pool) -> {
            kept.add(task);
            throw new TaskRejectedException("expected");
        }, (executor, group) -> {
            fill(executor);
            CountDownLatch ran = new CountDownLatch(1);
            assertThat(catchThrowable(() -> executor.execute(ran::countDown))).isNotNull();
            this.gate.countDown();
            Bounded.assertEnded(group, 3, 1);
            kept.forEach(Runnable::run);
            assertThat(ran.getCount()).isZero();
            Bounded.assertEnded(group, 4, 1);
        });
    }

    @Test
    void runWhenHandlerRunsTaskShouldCountItOnce() {
        run((task, pool) -> task.run(), (executor, group) -> {
            fill(executor);
            executor.execute(() -> {
            });
            assertThat(group.count()).isEqualTo(2);
            this.gate.countDown();
            Bounded.assertEnded(group, 3, 0);
        });
    }

    @Test
    void runWhenHandlerPutsTaskInQueueShouldCountItUntilItHasRun() {
        run((task, pool) -> {
            Objects.requireNonNull(pool.getQueue().poll()).run();
            try {
                pool.getQueue().put(task);
            }
            catch (InterruptedException ex) {
                throw new IllegalStateException(ex);
            }
        }, (executor, group) -> {
            fill(executor);
            CountDownLatch ran = new CountDownLatch(1);
            executor.execute(ran::countDown);
            assertThat(group.count()).isEqualTo(2);
            this.gate.countDown();
            Bounded.assertEnded(group, 3, 0);
            assertThat(ran.getCount()).isZero();
        });
    }

    @Test
    void runWhenHandlerCancelsTaskShouldEndUnit() {
        run((task, pool) -> {
            if (task instanceof Future<?> future) {
                future.cancel(true);
            }
        }, (executor, group) -> {
            fill(executor);
            Future<?> cancelled = executor.submit(() -> "never");
            executor.execute(() -> {
            });
            assertThat(cancelled).isCancelled();
            assertThat(group.count()).isEqualTo(2);
            this.gate.countDown();
            Bounded.assertEnded(group, 4, 0);
        });
    }

    @Test
    void runWhenPoolDiscardsShouldCancelTheFuture() {
        run(new ThreadPoolExecutor.DiscardPolicy(), (executor, group) -> {
            fill(executor);
            Future<?> discarded = executor.submit(() -> "never");
            assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Bounded.get(discarded));
            this.gate.countDown();
            Bounded.assertEnded(group, 3, 1);
        });
    }

    @Test
    void runWhenExecutorLooksAfterItsTasksShouldShowThemAsFutures() {
        CompletableFuture<Throwable> seen = new CompletableFuture<>();
        ThreadPoolTaskExecutor looking = new ThreadPoolTaskExecutor() {

            @Override
            protected void afterExecute(Runnable task, @Nullable Throwable ex) {
                super.afterExecute(task, ex);
                if (task instanceof Future<?> future && future.isDone()) {
                    Throwable thrown = catchThrowable(future::get);
                    if (thrown != null) {
                        seen.complete(thrown);
                    }
                }
            }

        };
        run(looking, (executor, group) -> {
            executor.execute(() -> {
            });
            Future<?> failing = executor.submit(() -> {
                throw new IllegalStateException("expected");
            });
            assertThat(catchThrowable(() -> Bounded.get(failing))).isNotNull();
            assertThat(Bounded.get(seen)).isInstanceOf(ExecutionException.class).hasRootCauseMessage("expected");
            Bounded.assertEnded(group, 2, 1);
        });
    }

    @Test
    void runWhenContextIsClosedShouldLeaveNothingInFlight() {
        WaitGroup[] group = new WaitGroup[1];
        this.runner
            .withPropertyValues("waitgroup.shutdown.timeout=0", "waitgroup.shutdown.interrupt=false",
                    "spring.lifecycle.timeout-per-shutdown-phase=0")
            .withBean("pool", ThreadPoolTaskExecutor.class, () -> pool(new ThreadPoolExecutor.AbortPolicy()))
            .run((context) -> {
                group[0] = Bounded.group(context.getBean(WaitGroupRegistry.class), AsyncGroup.NAME);
                occupy(context.getBean(ThreadPoolTaskExecutor.class));
                context.getBean(ThreadPoolTaskExecutor.class).execute(() -> {
                });
            });
        this.gate.countDown();
        assertThat(group[0].count()).isZero();
    }

    // An interrupt ends the wait for the gate, and is seen for sure where nothing else
    // opens it
    private void occupy(ThreadPoolTaskExecutor executor) {
        CountDownLatch running = new CountDownLatch(1);
        executor.execute(() -> {
            running.countDown();
            Bounded.await(this.gate);
        });
        Bounded.await(running);
    }

    private void fill(ThreadPoolTaskExecutor executor) {
        occupy(executor);
        executor.execute(() -> {
        });
    }

    private static ThreadPoolTaskExecutor pool(RejectedExecutionHandler handler) {
        ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
        executor.setMaxPoolSize(1);
        executor.setQueueCapacity(1);
        executor.setRejectedExecutionHandler(handler);
        return executor;
    }

    private void run(RejectedExecutionHandler handler, Scenario scenario) {
        run(pool(handler), scenario);
    }

    private void run(Scenario scenario) {
        run(new ThreadPoolTaskExecutor(), scenario);
    }

    private void run(ThreadPoolTaskExecutor executor, Scenario scenario) {
        this.runner.withBean("pool", ThreadPoolTaskExecutor.class, () -> executor).run((context) -> {
            assertThat(context).hasNotFailed();
            scenario.run(executor, Bounded.group(context.getBean(WaitGroupRegistry.class), AsyncGroup.NAME));
        });
    }

    interface Scenario {

        void run(ThreadPoolTaskExecutor executor, WaitGroup group) throws Exception;

    }

}
