// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.lang.reflect.Method;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.github.waitgroup.CountedExecutors;
import io.github.waitgroup.Drain;
import io.github.waitgroup.DrainReport;
import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.Bounded;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of every kind of plain executor that is declared by an interface.
 */
class PlainExecutorTests {

    private static final int TASKS = 20;

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AbstractExecutorTests.CONFIGURATIONS);

    private final AtomicReference<@Nullable Executor> raw = new AtomicReference<>();

    private ApplicationContextRunner with(Kind kind) {
        return declare(this.runner, kind.declared, kind);
    }

    private <T extends Executor> ApplicationContextRunner declare(ApplicationContextRunner to, Class<T> declared,
            Kind kind) {
        return to.withBean("plain", declared, () -> {
            Executor executor = kind.create();
            this.raw.set(executor);
            return declared.cast(executor);
        });
    }

    private static WaitGroup group(ApplicationContext context) {
        return Bounded.group(context.getBean(WaitGroupRegistry.class), AsyncGroup.NAME);
    }

    @ParameterizedTest
    @EnumSource
    void runShouldCountWhatIsGivenToIt(Kind kind) {
        with(kind).run((context) -> {
            assertThat(context).hasNotFailed();
            Executor executor = context.getBean(kind.declared);
            assertThat(CountedExecutors.isCounted(executor)).isTrue();
            CompletableFuture<String> label = new CompletableFuture<>();
            executor.execute(() -> {
                Registration unit = Registration.current();
                label.complete((unit != null) ? unit.label() : "uncounted");
            });
            assertThat(Bounded.get(label)).isEqualTo("plain");
            assertThat(Bounded.get(CompletableFuture.supplyAsync(() -> "result", executor))).isEqualTo("result");
            Bounded.assertEnded(group(context), 2, 0);
            if (executor instanceof ExecutorService service) {
                assertThat(Bounded.get(service.submit(() -> "result"))).isEqualTo("result");
                Future<?> failing = service.submit(() -> {
                    throw new IllegalStateException("expected");
                });
                assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> Bounded.get(failing));
                Bounded.assertEnded(group(context), 4, 1);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "DIRECT")
    void closeShouldAwaitWhatRunsAndWhatIsQueued(Kind kind) {
        AtomicInteger ended = new AtomicInteger();
        AtomicInteger atDestruction = new AtomicInteger(-1);
        CountDownLatch draining = new CountDownLatch(1);
        with(kind).withBean(AutoCloseable.class, () -> () -> atDestruction.set(ended.get())).run((context) -> {
            Drain drain = context.getBean(Drain.class);
            drain.listen((state) -> {
                if (state == Drain.State.DRAINING) {
                    draining.countDown();
                }
            });
            Executor executor = context.getBean(kind.declared);
            for (int i = 0; i < TASKS; i++) {
                executor.execute(() -> {
                    Bounded.await(draining);
                    // What is in flight may hand on more
                    executor.execute(ended::incrementAndGet);
                    ended.incrementAndGet();
                });
            }
            context.close();
            assertThat(atDestruction).hasValue(2 * TASKS);
            DrainReport report = drain.await();
            assertThat(report.outcome()).isEqualTo(Drain.State.DRAINED);
            assertThat(report.completedCount()).isEqualTo(2 * TASKS);
        });
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = { "DIRECT", "EXECUTOR" })
    void closeShouldDestroyTheExecutorBehind(Kind kind) {
        with(kind).run((context) -> {
            ExecutorService counted = (ExecutorService) context.getBean(kind.declared);
            WaitGroup group = group(context);
            context.close();
            assertThat(this.raw.get()).isInstanceOfSatisfying(ExecutorService.class,
                    (service) -> assertThat(service.isShutdown()).isTrue());
            assertThat(counted.isShutdown()).isTrue();
            assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> counted.execute(() -> {
            }));
            Bounded.assertEnded(group, 1, 1);
        });
    }

    /** The kinds of executors, as an application declares them. */
    enum Kind {

        EXECUTOR(Executor.class) {

            @Override
            Executor create() {
                return (task) -> new Thread(task).start();
            }

        },

        DIRECT(Executor.class) {

            @Override
            Executor create() {
                return Runnable::run;
            }

        },

        POOL_AS_EXECUTOR(Executor.class) {

            @Override
            Executor create() {
                return Executors.newFixedThreadPool(2);
            }

        },

        FIXED(ExecutorService.class) {

            @Override
            Executor create() {
                return Executors.newFixedThreadPool(2);
            }

        },

        CACHED(ExecutorService.class) {

            @Override
            Executor create() {
                return Executors.newCachedThreadPool();
            }

        },

        SINGLE(ExecutorService.class) {

            @Override
            Executor create() {
                return Executors.newSingleThreadExecutor();
            }

        },

        VIRTUAL(ExecutorService.class) {

            @Override
            Executor create() {
                // Before JDK 21 the nearest thing to it
                Method method = ClassUtils.getMethodIfAvailable(Executors.class, "newVirtualThreadPerTaskExecutor");
                return (method != null) ? (Executor) Objects.requireNonNull(ReflectionUtils.invokeMethod(method, null))
                        : Executors.newCachedThreadPool();
            }

        },

        WORK_STEALING(ExecutorService.class) {

            @Override
            Executor create() {
                return Executors.newWorkStealingPool(2);
            }

        },

        FORK_JOIN(ExecutorService.class) {

            @Override
            Executor create() {
                return new ForkJoinPool(2);
            }

        },

        OWN_POOL(ExecutorService.class) {

            @Override
            Executor create() {
                return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
            }

        },

        SCHEDULED(ScheduledExecutorService.class) {

            @Override
            Executor create() {
                return Executors.newScheduledThreadPool(2);
            }

        },

        SINGLE_SCHEDULED(ScheduledExecutorService.class) {

            @Override
            Executor create() {
                return Executors.newSingleThreadScheduledExecutor();
            }

        },

        SCHEDULED_AS_SERVICE(ExecutorService.class) {

            @Override
            Executor create() {
                return new ScheduledThreadPoolExecutor(1);
            }

        };

        private final Class<? extends Executor> declared;

        Kind(Class<? extends Executor> declared) {
            this.declared = declared;
        }

        abstract Executor create();

    }

}
