// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.WorkSnapshot;
import io.github.waitgroup.autoconfigure.Bounded;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.task.AsyncTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What holds for every executor that counts its tasks.
 */
abstract class AbstractExecutorTests {

    static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(WaitGroupAutoConfiguration.class,
            DrainAutoConfiguration.class, TaskWaitGroupAutoConfiguration.class, TaskExecutionAutoConfiguration.class);

    private final ApplicationContextRunner runner;

    AbstractExecutorTests(ApplicationContextRunner runner) {
        this.runner = runner.withConfiguration(CONFIGURATIONS);
    }

    @Test
    void runWhenTaskRunsShouldShowItRunningOnItsThread() {
        run((executor, group) -> {
            CountDownLatch running = new CountDownLatch(1);
            CountDownLatch gate = new CountDownLatch(1);
            AtomicReference<@Nullable Registration> current = new AtomicReference<>();
            executor.execute(() -> {
                current.set(Registration.current());
                running.countDown();
                Bounded.await(gate);
            });
            Bounded.await(running);
            WorkSnapshot unit = group.snapshot(10).work().get(0);
            assertThat(unit.state()).isEqualTo(Registration.State.RUNNING);
            assertThat(unit.label()).isEqualTo("applicationTaskExecutor");
            assertThat(unit.thread()).isNotNull();
            assertThat(unit.parent()).isNull();
            assertThat(current.get()).isNotNull().extracting(Registration::id).isEqualTo(unit.id());
            gate.countDown();
            Bounded.assertEnded(group, 1, 0);
        });
    }

    @Test
    void runWhenSubmittedTaskReturnsShouldEndUnit() {
        run((executor, group) -> {
            assertThat(Bounded.get(executor.submit(() -> "result"))).isEqualTo("result");
            Bounded.get(executor.submit(() -> {
            }));
            assertThat(Bounded.get(executor.submitCompletable(() -> "result"))).isEqualTo("result");
            Bounded.assertEnded(group, 3, 0);
        });
    }

    @Test
    void runWhenSubmittedTaskThrowsShouldCountItFailed() {
        run((executor, group) -> {
            Future<?> future = executor.submit(() -> {
                throw new IllegalStateException("expected");
            });
            assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> Bounded.get(future))
                .havingRootCause()
                .withMessage("expected");
            Bounded.assertEnded(group, 1, 1);
        });
    }

    @Test
    void runWhenExecutedTaskThrowsShouldCountItFailedAndPassItOn() {
        CompletableFuture<Throwable> uncaught = new CompletableFuture<>();
        run((executor, group) -> {
            executor.execute(() -> {
                Thread.currentThread().setUncaughtExceptionHandler((thread, ex) -> uncaught.complete(ex));
                throw new IllegalStateException("expected");
            });
            assertThat(Bounded.get(uncaught)).hasMessage("expected");
            Bounded.assertEnded(group, 1, 1);
        });
    }

    @Test
    void runWhenTaskThrowsErrorShouldCountItFailed() {
        run((executor, group) -> {
            Future<?> future = executor.submit(() -> {
                throw new StackOverflowError("expected");
            });
            assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> Bounded.get(future))
                .withCauseInstanceOf(StackOverflowError.class);
            Bounded.assertEnded(group, 1, 1);
        });
    }

    @Test
    void runWhenRunningTaskIsCancelledShouldEndUnitWhenItReallyEnds() {
        run((executor, group) -> {
            CountDownLatch running = new CountDownLatch(1);
            CountDownLatch gate = new CountDownLatch(1);
            Future<?> future = executor.submit(() -> {
                running.countDown();
                Bounded.await(gate);
            });
            Bounded.await(running);
            future.cancel(false);
            assertThat(group.count()).isEqualTo(1);
            gate.countDown();
            Bounded.assertEnded(group, 1, 0);
        });
    }

    @Test
    void runWhenTaskSubmitsTaskShouldMakeItTheParent() {
        run((executor, group) -> {
            CountDownLatch gate = new CountDownLatch(1);
            CountDownLatch running = new CountDownLatch(1);
            executor.execute(() -> {
                executor.execute(() -> {
                    running.countDown();
                    Bounded.await(gate);
                });
                Bounded.await(gate);
            });
            Bounded.await(running);
            WorkSnapshot parent = group.snapshot(10).work().get(0);
            WorkSnapshot child = group.snapshot(10).work().get(1);
            assertThat(parent.parent()).isNull();
            assertThat(child.parent()).isEqualTo(parent.id());
            gate.countDown();
            Bounded.assertEnded(group, 2, 0);
        });
    }

    @Test
    void runWhenManyThreadsSubmitShouldCountEveryTaskOnce() {
        run((executor, group) -> {
            CountDownLatch start = new CountDownLatch(1);
            for (int i = 0; i < 3; i++) {
                executor.execute(() -> {
                    Bounded.await(start);
                    for (int task = 0; task < 100; task++) {
                        executor.execute(() -> {
                        });
                    }
                });
            }
            start.countDown();
            Bounded.assertEnded(group, 303, 0);
        });
    }

    final void run(Scenario scenario) {
        this.runner.run((context) -> {
            assertThat(context).hasNotFailed();
            scenario.run(context.getBean("applicationTaskExecutor", AsyncTaskExecutor.class),
                    Bounded.group(context.getBean(WaitGroupRegistry.class), AsyncGroup.NAME));
        });
    }

    interface Scenario {

        void run(AsyncTaskExecutor executor, WaitGroup group) throws Exception;

    }

}
