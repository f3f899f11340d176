// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;

import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of tasks that an executor refuses: none may stay in flight.
 */
class RejectedTaskTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AbstractExecutorTests.CONFIGURATIONS)
        .withUserConfiguration(Asynchronous.class);

    @Test
    void runWhenPoolAbortsShouldEndUnitAsFailed() {
        run(new ThreadPoolExecutor.AbortPolicy(), (executor, group) -> {
            CountDownLatch gate = fill(executor);
            CountDownLatch ran = new CountDownLatch(1);
            assertThatExceptionOfType(TaskRejectedException.class).isThrownBy(() -> executor.execute(ran::countDown));
            assertThat(group.count()).isEqualTo(2);
            gate.countDown();
            Bounded.assertEnded(group, 3, 1);
            assertThat(ran.getCount()).isEqualTo(1);
        });
    }

    @Test
    void runWhenCallerRunsShouldCountItAsAnyOther() {
        run(new ThreadPoolExecutor.CallerRunsPolicy(), (executor, group) -> {
            CountDownLatch gate = fill(executor);
            CountDownLatch ran = new CountDownLatch(1);
            executor.execute(ran::countDown);
            assertThat(ran.getCount()).isZero();
            assertThat(group.count()).isEqualTo(2);
            gate.countDown();
            Bounded.assertEnded(group, 3, 0);
        });
    }

    @Test
    void runWhenCallerRunsFailingTaskShouldCountItOnce() {
        run(new ThreadPoolExecutor.CallerRunsPolicy(), (executor, group) -> {
            CountDownLatch gate = fill(executor);
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> executor.execute(() -> {
                throw new IllegalStateException("expected");
            }));
            gate.countDown();
            Bounded.assertEnded(group, 3, 1);
        });
    }

    @Test
    void runWhenPoolIsShutDownAndCallerRunsShouldEndUnit() {
        run(new ThreadPoolExecutor.CallerRunsPolicy(), (executor, group) -> {
            executor.getThreadPoolExecutor().shutdown();
            CountDownLatch ran = new CountDownLatch(1);
            executor.execute(ran::countDown);
            assertThat(ran.getCount()).isEqualTo(1);
            Bounded.assertEnded(group, 1, 1);
        });
    }

    @Test
    void runWhenPoolDiscardsShouldEndUnitAsFailed() {
        run(new ThreadPoolExecutor.DiscardPolicy(), (executor, group) -> {
            CountDownLatch gate = fill(executor);
            executor.execute(() -> {
            });
            assertThat(group.count()).isEqualTo(2);
            gate.countDown();
            Bounded.assertEnded(group, 3, 1);
        });
    }

    @Test
    void runWhenPoolDiscardsOldestShouldEndItsUnitAsFailed() {
        run(new ThreadPoolExecutor.DiscardOldestPolicy(), (executor, group) -> {
            CountDownLatch gate = fill(executor);
            CountDownLatch ran = new CountDownLatch(1);
            executor.execute(ran::countDown);
            assertThat(group.count()).isEqualTo(2);
            gate.countDown();
            Bounded.await(ran);
            Bounded.assertEnded(group, 3, 1);
        });
    }

    @Test
    void runWhenHandlerQueuesTaskAfterAllShouldCountItUntilItHasRun() {
        run((task, pool) -> {
            Objects.requireNonNull(pool.getQueue().poll()).run();
            pool.execute(task);
        }, (executor, group) -> {
            CountDownLatch gate = fill(executor);
            CountDownLatch ran = new CountDownLatch(1);
            executor.execute(ran::countDown);
            gate.countDown();
            Bounded.await(ran);
            Bounded.assertEnded(group, 3, 0);
        });
    }

    @Test
    void runWhenAsyncMethodIsRefusedByPoolShouldEndUnitOnce() {
        run(new ThreadPoolExecutor.AbortPolicy(), (executor, group) -> {
        }, (context, group) -> {
            CountDownLatch gate = fill(context.getBean(ThreadPoolTaskExecutor.class));
            Mailer mailer = context.getBean(Mailer.class);
            assertThatExceptionOfType(TaskRejectedException.class).isThrownBy(() -> mailer.send(gate));
            gate.countDown();
            Bounded.assertEnded(group, 3, 1);
        });
    }

    @Test
    void runWhenAsyncMethodExceedsConcurrencyLimitShouldEndUnitAsFailed() {
        SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor();
        executor.setConcurrencyLimit(1);
        executor.setRejectTasksWhenLimitReached(true);
        this.runner.withBean("threads", SimpleAsyncTaskExecutor.class, () -> executor).run((context) -> {
            WaitGroup group = Bounded.group(context.getBean(WaitGroupRegistry.class), AsyncGroup.NAME);
            Mailer mailer = context.getBean(Mailer.class);
            CountDownLatch gate = new CountDownLatch(1);
            mailer.send(gate);
            assertThatExceptionOfType(TaskRejectedException.class).isThrownBy(() -> mailer.send(gate));
            assertThat(group.count()).isEqualTo(1);
            gate.countDown();
            Bounded.assertEnded(group, 2, 1);
        });
    }

    @Test
    void runWhenThreadOfAsyncMethodCannotStartShouldEndUnitAsFailed() {
        SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor();
        executor.setThreadFactory((task) -> {
            throw new OutOfMemoryError("unable to create native thread");
        });
        this.runner.withBean("threads", SimpleAsyncTaskExecutor.class, () -> executor).run((context) -> {
            WaitGroup group = Bounded.group(context.getBean(WaitGroupRegistry.class), AsyncGroup.NAME);
            Mailer mailer = context.getBean(Mailer.class);
            assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> mailer.send(new CountDownLatch(0)));
            Bounded.assertEnded(group, 1, 1);
        });
    }

    @Test
    void runWhenGroupIsClosedShouldRefuseTaskWithoutCountingIt() {
        run(new ThreadPoolExecutor.AbortPolicy(), (executor, group) -> {
            group.close();
            assertThatExceptionOfType(TaskRejectedException.class).isThrownBy(() -> executor.execute(() -> {
            }));
            Bounded.assertEnded(group, 0, 0);
        });
    }

    /**
     * Takes the only thread and the only place in the queue.
     */
    private static CountDownLatch fill(ThreadPoolTaskExecutor executor) {
        CountDownLatch gate = new CountDownLatch(1);
        executor.execute(() -> Bounded.await(gate));
        executor.execute(() -> {
        });
        return gate;
    }

    private void run(RejectedExecutionHandler handler, Scenario<ThreadPoolTaskExecutor> scenario) {
        run(handler, scenario, (context, group) -> {
        });
    }

    private void run(RejectedExecutionHandler handler, Scenario<ThreadPoolTaskExecutor> scenario,
            Scenario<ApplicationContext> inContext) {
        this.runner.withBean("pool", ThreadPoolTaskExecutor.class, () -> {
            ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
            executor.setCorePoolSize(1);
            executor.setMaxPoolSize(1);
            executor.setQueueCapacity(1);
            executor.setRejectedExecutionHandler(handler);
            return executor;
        }).run((context) -> {
            assertThat(context).hasNotFailed();
            WaitGroup group = Bounded.group(context.getBean(WaitGroupRegistry.class), AsyncGroup.NAME);
            scenario.run(context.getBean(ThreadPoolTaskExecutor.class), group);
            inContext.run(context, group);
        });
    }

    interface Scenario<T> {

        void run(T subject, WaitGroup group) throws Exception;

    }

    static class Mailer {

        @Async
        void send(CountDownLatch gate) {
            Bounded.await(gate);
        }

    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    static class Asynchronous {

        @Bean
        Mailer mailer() {
            return new Mailer();
        }

    }

}
