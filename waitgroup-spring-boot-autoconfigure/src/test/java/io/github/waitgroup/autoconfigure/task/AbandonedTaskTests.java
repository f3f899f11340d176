// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.WaitGroupSnapshot;
import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of queued tasks that a drain has given up: reported as lost, they must not run,
 * and nobody may wait for them for ever.
 */
class AbandonedTaskTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AbstractExecutorTests.CONFIGURATIONS)
        .withUserConfiguration(Asynchronous.class)
        .withPropertyValues("spring.task.execution.pool.core-size=1", "waitgroup.shutdown.timeout=0",
                "waitgroup.shutdown.interrupt=false");

    @Test
    void runWhenQueuedTasksAreAbandonedShouldCancelThemAndNotRunThem() {
        this.runner.run((context) -> {
            AsyncTaskExecutor executor = context.getBean(AsyncTaskExecutor.class);
            Mailer mailer = context.getBean(Mailer.class);
            AtomicInteger sent = context.getBean(AtomicInteger.class);
            CountDownLatch gate = new CountDownLatch(1);
            CountDownLatch running = new CountDownLatch(1);
            executor.execute(() -> {
                running.countDown();
                Bounded.await(gate);
            });
            Bounded.await(running);
            Future<?> submitted = executor.submit(sent::incrementAndGet);
            CompletableFuture<String> promised = mailer.send();
            context.getBean(Drain.class).await();
            context.getBean(Drain.class).resume();
            Future<?> last = executor.submit(() -> {
            });
            gate.countDown();
            Bounded.get(last);
            assertThat(submitted).isCancelled();
            assertThat(promised).isCancelled();
            assertThat(sent).hasValue(0);
            WaitGroup group = Bounded.group(context.getBean(WaitGroupRegistry.class), AsyncGroup.NAME);
            WaitGroupSnapshot snapshot = group.snapshot(0);
            assertThat(snapshot.abandoned()).isEqualTo(3);
            assertThat(snapshot.failed()).isZero();
        });
    }

    static class Mailer {

        private final AtomicInteger sent;

        Mailer(AtomicInteger sent) {
            this.sent = sent;
        }

        @Async
        CompletableFuture<String> send() {
            this.sent.incrementAndGet();
            return CompletableFuture.completedFuture("sent");
        }

    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync(proxyTargetClass = true)
    static class Asynchronous {

        @Bean
        AtomicInteger sent() {
            return new AtomicInteger();
        }

        @Bean
        Mailer mailer(AtomicInteger sent) {
            return new Mailer(sent);
        }

    }

}
