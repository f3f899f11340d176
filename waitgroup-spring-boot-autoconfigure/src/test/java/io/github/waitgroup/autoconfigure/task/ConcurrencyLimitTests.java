// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.waitgroup.Drain;
import io.github.waitgroup.DrainOptions;
import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.Bounded;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.util.function.SingletonSupplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests of executors with a concurrency limit: it is kept as before, and what it refuses
 * does not stay in flight.
 */
class ConcurrencyLimitTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AbstractExecutorTests.CONFIGURATIONS);

    @Test
    void runWhenLimitIsReachedShouldRefuseAndEndUnitAsFailed() {
        run(limited(1, true), (executor, group) -> refuse(executor, group, "Concurrency limit reached: 1"));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void runWhenThreadsAreVirtualShouldRefuseAndEndUnitAsFailed() {
        SimpleAsyncTaskExecutor virtual = limited(1, true);
        virtual.setVirtualThreads(true);
        virtual.setThreadNamePrefix("virtual-");
        run(virtual, (executor, group) -> {
            CompletableFuture<Thread> running = new CompletableFuture<>();
            executor.execute(() -> running.complete(Thread.currentThread()));
            Thread worker = Bounded.get(running);
            assertThat(worker.getName()).isEqualTo("virtual-1");
            assertThat(worker.getClass().getSimpleName()).isEqualTo("VirtualThread");
            assertThat(group.await(Duration.ofSeconds(20))).isTrue();
            // Its place is left only when the thread ends
            worker.join();
            CountDownLatch gate = new CountDownLatch(1);
            executor.execute(() -> Bounded.await(gate));
            assertThat(catchThrowable(() -> executor.execute(() -> {
            }))).isInstanceOf(TaskRejectedException.class);
            gate.countDown();
            Bounded.assertEnded(group, 3, 1);
        });
    }

    @Test
    void runWhenLimitIsReachedShouldThrowWhatTheExecutorThrowsAlone() {
        SimpleAsyncTaskExecutor alone = limited(1, true);
        CountDownLatch gate = new CountDownLatch(1);
        alone.execute(() -> Bounded.await(gate));
        Throwable expected = catchThrowable(() -> alone.execute(() -> {
        }));
        gate.countDown();
        run(limited(1, true),
                (executor, group) -> refuse(executor, group, Objects.requireNonNull(expected.getMessage())));
    }

    @Test
    void runWhenLimitIsSetLaterShouldRefuseAndEndUnitAsFailed() {
        run(new SimpleAsyncTaskExecutor(), (executor, group) -> {
            executor.setConcurrencyLimit(1);
            executor.setRejectTasksWhenLimitReached(true);
            refuse(executor, group, "Concurrency limit reached: 1");
        });
    }

    @Test
    void runWhenNoConcurrencyIsAllowedShouldRefuseAndEndUnitAsFailed() {
        SimpleAsyncTaskExecutor alone = limited(SimpleAsyncTaskExecutor.NO_CONCURRENCY, false);
        Throwable expected = catchThrowable(() -> alone.execute(() -> {
        }));
        run(limited(SimpleAsyncTaskExecutor.NO_CONCURRENCY, false), (executor, group) -> {
            assertThatExceptionOfType(TaskRejectedException.class).isThrownBy(() -> executor.execute(() -> {
            })).withMessage(Objects.requireNonNull(expected.getMessage()));
            Bounded.assertEnded(group, 1, 1);
        });
    }

    @Test
    void runWhenCallerWaitsForPlaceShouldCountItsTaskMeanwhile() throws Exception {
        WaitGroupRegistry registry = new WaitGroupRegistry();
        WaitGroup group = registry.group(AsyncGroup.NAME);
        AsyncGroup counting = new AsyncGroup(group, new Drain(registry, DrainOptions.ofTimeout(Duration.ofSeconds(1))));
        CountDownLatch counted = new CountDownLatch(2);
        SimpleAsyncTaskExecutor executor = limited(1, false);
        executor.setTaskDecorator(
                new ThreadTaskDecorator((task) -> task, new TaskUnits(SingletonSupplier.of(counting), "threads") {

                    @Override
                    Registration submitted(@Nullable AsyncCall call) {
                        Registration unit = super.submitted(call);
                        counted.countDown();
                        return unit;
                    }

                }, executor));
        CountDownLatch gate = new CountDownLatch(1);
        executor.execute(() -> Bounded.await(gate));
        Thread caller = new Thread(() -> executor.execute(() -> {
        }));
        caller.start();
        Bounded.await(counted);
        assertThat(group.count()).isEqualTo(2);
        gate.countDown();
        Bounded.assertEnded(group, 2, 0);
        caller.join();
    }

    @Test
    void runWhenWaitingCallerIsInterruptedShouldRefuseAndEndUnitAsFailed() {
        run(limited(1, false), (executor, group) -> {
            CountDownLatch gate = new CountDownLatch(1);
            executor.execute(() -> Bounded.await(gate));
            Thread.currentThread().interrupt();
            Throwable thrown = catchThrowable(() -> executor.execute(() -> {
            }));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(thrown).isInstanceOf(TaskRejectedException.class).hasMessageContaining("interrupted");
            gate.countDown();
            Bounded.assertEnded(group, 2, 1);
        });
    }

    @Test
    void runWhenThreadCannotBeMadeShouldEndUnitAndLeaveItsPlace() {
        SimpleAsyncTaskExecutor executor = limited(1, true);
        CountDownLatch broken = new CountDownLatch(1);
        executor.setThreadFactory((task) -> {
            if (broken.getCount() > 0) {
                throw new OutOfMemoryError("expected");
            }
            return new Thread(task);
        });
        run(executor, (limited, group) -> failOnce(limited, group, broken));
    }

    @Test
    void runWhenThreadCannotBeStartedShouldEndUnitAndLeaveItsPlace() {
        SimpleAsyncTaskExecutor executor = limited(1, true);
        CountDownLatch broken = new CountDownLatch(1);
        executor.setThreadFactory((task) -> new Thread(task) {

            @Override
            public synchronized void start() {
                if (broken.getCount() > 0) {
                    throw new OutOfMemoryError("expected");
                }
                super.start();
            }

        });
        run(executor, (limited, group) -> failOnce(limited, group, broken));
    }

    @Test
    void runWhenFactoryMakesNoThreadShouldEndUnitAndLeaveItsPlace() {
        SimpleAsyncTaskExecutor executor = limited(1, true);
        CountDownLatch broken = new CountDownLatch(1);
        executor.setThreadFactory((task) -> (broken.getCount() > 0) ? null : new Thread(task));
        run(executor, (limited, group) -> failOnce(limited, group, broken));
    }

    @Test
    void runWhenExecutorIsClosedBeforeThreadBeginsShouldEndUnitAndCancelTask() {
        for (int limit : new int[] { SimpleAsyncTaskExecutor.UNBOUNDED_CONCURRENCY, 2 }) {
            SimpleAsyncTaskExecutor executor = limited(limit, false);
            executor.setCancelRemainingTasksOnClose(true);
            CountDownLatch gate = new CountDownLatch(1);
            executor.setThreadFactory((task) -> {
                Thread thread = new Thread(() -> {
                    Bounded.await(gate);
                    task.run();
                });
                thread.setUncaughtExceptionHandler((worker, ex) -> {
                });
                return thread;
            });
            run(executor, (closing, group) -> {
                CountDownLatch ran = new CountDownLatch(1);
                Future<?> submitted = closing.submit(ran::countDown);
                closing.execute(ran::countDown);
                assertThat(group.count()).isEqualTo(2);
                closing.close();
                gate.countDown();
                Bounded.assertEnded(group, 2, 0);
                assertThat(submitted).isCancelled();
                assertThat(ran.getCount()).isEqualTo(1);
            });
        }
    }

    @Test
    void runWhenExecutorIsClosedShouldRefuseWithoutCounting() {
        run(limited(1, true), (executor, group) -> {
            executor.close();
            assertThatExceptionOfType(TaskRejectedException.class).isThrownBy(() -> executor.execute(() -> {
            }));
            Bounded.assertEnded(group, 0, 0);
        });
    }

    @Test
    void runWhenManyThreadsSubmitShouldNeverRunMoreThanTheLimit() {
        run(limited(2, true), (executor, group) -> {
            AtomicInteger running = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            AtomicInteger refused = new AtomicInteger();
            Thread[] callers = new Thread[3];
            for (int i = 0; i < callers.length; i++) {
                callers[i] = new Thread(() -> {
                    for (int task = 0; task < 50; task++) {
                        try {
                            executor.execute(() -> {
                                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                                running.decrementAndGet();
                            });
                        }
                        catch (TaskRejectedException ex) {
                            refused.incrementAndGet();
                        }
                    }
                });
                callers[i].start();
            }
            for (Thread caller : callers) {
                caller.join();
            }
            Bounded.assertEnded(group, 150, refused.get());
            assertThat(most.get()).isBetween(1, 2);
        });
    }

    private static void failOnce(SimpleAsyncTaskExecutor executor, WaitGroup group, CountDownLatch broken)
            throws Exception {
        assertThat(catchThrowable(() -> executor.execute(() -> {
        }))).isInstanceOf(TaskRejectedException.class);
        assertThat(group.count()).isZero();
        broken.countDown();
        Bounded.get(executor.submit(() -> {
        }));
        Bounded.assertEnded(group, 2, 1);
    }

    private static void refuse(SimpleAsyncTaskExecutor executor, WaitGroup group, String message) throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        executor.execute(() -> Bounded.await(gate));
        assertThatExceptionOfType(TaskRejectedException.class).isThrownBy(() -> executor.execute(() -> {
        })).withMessage(message);
        assertThatExceptionOfType(TaskRejectedException.class).isThrownBy(() -> executor.submit(() -> "result"))
            .withMessage(message);
        assertThat(group.count()).isEqualTo(1);
        gate.countDown();
        Bounded.assertEnded(group, 3, 2);
        assertThat(executor.getConcurrencyLimit()).isEqualTo(1);
    }

    private static SimpleAsyncTaskExecutor limited(int limit, boolean rejects) {
        SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor();
        executor.setConcurrencyLimit(limit);
        executor.setRejectTasksWhenLimitReached(rejects);
        return executor;
    }

    private void run(SimpleAsyncTaskExecutor executor, Scenario scenario) {
        this.runner.withBean("threads", SimpleAsyncTaskExecutor.class, () -> executor).run((context) -> {
            assertThat(context).hasNotFailed();
            scenario.run(executor, Bounded.group(context.getBean(WaitGroupRegistry.class), AsyncGroup.NAME));
        });
    }

    interface Scenario {

        void run(SimpleAsyncTaskExecutor executor, WaitGroup group) throws Exception;

    }

}
