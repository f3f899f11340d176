// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.WorkSnapshot;
import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of events that are delivered by another thread.
 */
class AsyncEventTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AbstractExecutorTests.CONFIGURATIONS);

    private final CountDownLatch gate = new CountDownLatch(1);

    @Test
    void runWhenMulticasterHasExecutorThatIsNoBeanShouldCountEvents() {
        multicast(new SimpleAsyncTaskExecutor());
    }

    @Test
    void runWhenMulticasterHasExecutorOfTheJdkShouldCountEvents() {
        ExecutorService pool = Executors.newCachedThreadPool();
        multicast(pool);
        pool.shutdown();
    }

    @Test
    void runWhenMulticasterIsSynchronousShouldCountNothing() {
        this.runner.withBean("applicationEventMulticaster", SimpleApplicationEventMulticaster.class, () -> {
            SimpleApplicationEventMulticaster multicaster = new SimpleApplicationEventMulticaster();
            multicaster.setTaskExecutor(new SyncTaskExecutor());
            return multicaster;
        }).run((context) -> {
            context.publishEvent("event");
            Bounded.assertEnded(Bounded.group(context.getBean(WaitGroupRegistry.class), AsyncGroup.NAME), 0, 0);
        });
    }

    @Test
    void runWhenListenerIsAsynchronousShouldCountItsCall() {
        this.runner.withUserConfiguration(Listening.class)
            .withBean(CountDownLatch.class, () -> this.gate)
            .run((context) -> {
                assertThat(context).hasNotFailed();
                WaitGroup group = Bounded.group(context.getBean(WaitGroupRegistry.class), AsyncGroup.NAME);
                context.publishEvent("event");
                assertThat(group.snapshot(10).work()).extracting(WorkSnapshot::label)
                    .containsExactly("AsyncEventTests.Listener.on");
                this.gate.countDown();
                Bounded.assertEnded(group, 1, 0);
            });
    }

    @Test
    void runWhenExecutorOfMulticasterSortsTasksShouldAwaitItAsWhole() {
        ExecutorBeansTests.Sorted executor = new ExecutorBeansTests.Sorted(Comparator.comparing(Runnable::hashCode));
        executor.initialize();
        this.runner.withBean("applicationEventMulticaster", SimpleApplicationEventMulticaster.class, () -> {
            SimpleApplicationEventMulticaster multicaster = new SimpleApplicationEventMulticaster();
            multicaster.setTaskExecutor(executor);
            return multicaster;
        }).withPropertyValues("waitgroup.shutdown.timeout=1s", "waitgroup.shutdown.interrupt=false").run((context) -> {
            executor.execute(() -> Bounded.await(this.gate));
            assertThat(context.getBean(Drain.class).await().abandoned()).singleElement()
                .satisfies((work) -> assertThat(work.label()).contains("executor 'applicationEventMulticaster'"));
            this.gate.countDown();
        });
        executor.shutdown();
    }

    private void multicast(Executor executor) {
        this.runner.withBean("applicationEventMulticaster", SimpleApplicationEventMulticaster.class, () -> {
            SimpleApplicationEventMulticaster multicaster = new SimpleApplicationEventMulticaster();
            multicaster.setTaskExecutor(executor);
            return multicaster;
        }).run((context) -> {
            assertThat(context).hasNotFailed();
            WaitGroup group = Bounded.group(context.getBean(WaitGroupRegistry.class), AsyncGroup.NAME);
            assertThat(group.await(Duration.ofSeconds(20))).isTrue();
            long before = group.snapshot(0).registered();
            context.getSourceApplicationContext().addApplicationListener((event) -> Bounded.await(this.gate));
            context.publishEvent("event");
            assertThat(group.count()).isEqualTo(1);
            assertThat(group.snapshot(1).work().get(0).label()).isEqualTo("applicationEventMulticaster");
            this.gate.countDown();
            Bounded.assertEnded(group, group.snapshot(0).registered(), 0);
            assertThat(group.snapshot(0).registered()).isGreaterThan(before);
        });
    }

    static class Listener {

        private final CountDownLatch gate;

        Listener(CountDownLatch gate) {
            this.gate = gate;
        }

        @Async
        @EventListener
        void on(String event) {
            Bounded.await(this.gate);
        }

    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync(proxyTargetClass = true)
    static class Listening {

        @Bean
        Listener listener(CountDownLatch gate) {
            return new Listener(gate);
        }

    }

}
