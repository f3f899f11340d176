// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.concurrent.CountDownLatch;

import io.github.waitgroup.Drain;
import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.WorkSnapshot;
import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of events that are delivered by another thread once a transaction has committed.
 */
class TransactionalEventTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AbstractExecutorTests.CONFIGURATIONS)
        .withUserConfiguration(Listening.class)
        .withBean(CountDownLatch.class, () -> this.gate);

    private final CountDownLatch gate = new CountDownLatch(1);

    @Test
    void commitShouldCountTheCallAsChildOfWhatCommits() {
        this.runner.run((context) -> {
            WaitGroupRegistry registry = context.getBean(WaitGroupRegistry.class);
            WaitGroup group = Bounded.group(registry, AsyncGroup.NAME);
            Registration request = registry.group("http").register("POST /orders");
            request.run(() -> context.getBean(TransactionTemplate.class).executeWithoutResult((status) -> {
                publish(context);
                assertThat(group.count()).as("before the commit").isZero();
            }));
            WorkSnapshot unit = group.snapshot(10).work().get(0);
            assertThat(unit.label()).isEqualTo("TransactionalEventTests.Listener.on");
            assertThat(unit.parent()).isEqualTo(request.id());
            this.gate.countDown();
            Bounded.assertEnded(group, 1, 0);
        });
    }

    @Test
    void rollbackShouldCountNothing() {
        this.runner.run((context) -> {
            context.getBean(TransactionTemplate.class).executeWithoutResult((status) -> {
                publish(context);
                status.setRollbackOnly();
            });
            Bounded.assertEnded(Bounded.group(context.getBean(WaitGroupRegistry.class), AsyncGroup.NAME), 0, 0);
        });
    }

    @Test
    void closeShouldAwaitTheCall() {
        this.runner.run((context) -> {
            context.getBean(TransactionTemplate.class).executeWithoutResult((status) -> publish(context));
            Drain drain = context.getBean(Drain.class);
            drain.listen((state) -> {
                if (state == Drain.State.DRAINING) {
                    this.gate.countDown();
                }
            });
            context.getSourceApplicationContext().close();
            assertThat(drain.await().completedCount()).isEqualTo(1);
            assertThat(drain.await().abandoned()).isEmpty();
        });
    }

    private static void publish(ApplicationEventPublisher publisher) {
        publisher.publishEvent("event");
    }

    static class Listener {

        private final CountDownLatch gate;

        Listener(CountDownLatch gate) {
            this.gate = gate;
        }

        @Async
        @TransactionalEventListener
        void on(String event) {
            Bounded.await(this.gate);
        }

    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync(proxyTargetClass = true)
    @EnableTransactionManagement
    static class Listening {

        @Bean
        Listener listener(CountDownLatch gate) {
            return new Listener(gate);
        }

        @Bean
        TransactionTemplate transactionTemplate(PlatformTransactionManager transactionManager) {
            return new TransactionTemplate(transactionManager);
        }

        @Bean
        PlatformTransactionManager transactionManager() {
            return new NoDatabase();
        }

    }

    @SuppressWarnings("serial") // nobody serializes it
    static class NoDatabase extends AbstractPlatformTransactionManager {

        @Override
        protected Object doGetTransaction() {
            return this;
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
        }

    }

}
