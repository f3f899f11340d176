// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.WorkSnapshot;
import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.scheduling.annotation.Async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What holds for {@code @Async} methods whatever kind of proxy makes them asynchronous.
 */
abstract class AbstractAsyncMethodTests {

    private final ApplicationContextRunner runner;

    AbstractAsyncMethodTests(ApplicationContextRunner runner) {
        this.runner = runner.withConfiguration(AbstractExecutorTests.CONFIGURATIONS)
            .withBean("mailer", MailerService.class)
            .withBean("letters", LetterService.class);
    }

    @Test
    void runWhenMethodRunsShouldLabelItsUnitWithItsName() {
        run((mailer, group) -> {
            CountDownLatch gate = new CountDownLatch(1);
            mailer.send(gate);
            assertThat(group.snapshot(10).work()).extracting(WorkSnapshot::label)
                .containsExactly("AbstractAsyncMethodTests.MailerService.send");
            gate.countDown();
            Bounded.assertEnded(group, 1, 0);
        });
    }

    @Test
    void runWhenMethodIsInheritedShouldLabelItWithTheClassOfTheBean() {
        this.runner.run((context) -> {
            WaitGroup group = Bounded.group(context.getBean(WaitGroupRegistry.class), AsyncGroup.NAME);
            CountDownLatch gate = new CountDownLatch(1);
            context.getBean("letters", Mailer.class).send(gate);
            assertThat(group.snapshot(10).work()).extracting(WorkSnapshot::label)
                .containsExactly("AbstractAsyncMethodTests.LetterService.send");
            gate.countDown();
            Bounded.assertEnded(group, 1, 0);
        });
    }

    @Test
    void runWhenVoidMethodThrowsShouldCountItFailed() {
        run((mailer, group) -> {
            mailer.fail();
            Bounded.assertEnded(group, 1, 1);
        });
    }

    @Test
    void runWhenFutureMethodThrowsShouldCountItFailed() {
        run((mailer, group) -> {
            assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> Bounded.get(mailer.failLater(true)))
                .havingRootCause()
                .withMessage("expected");
            Bounded.assertEnded(group, 1, 1);
        });
    }

    @Test
    void runWhenFutureMethodReturnsFailedFutureShouldCountItFailed() {
        run((mailer, group) -> {
            assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> Bounded.get(mailer.failLater(false)))
                .havingRootCause()
                .withMessage("expected");
            Bounded.assertEnded(group, 1, 1);
        });
    }

    @Test
    void runWhenCompletableFutureMethodThrowsShouldCountItFailed() {
        run((mailer, group) -> {
            assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> Bounded.get(mailer.failCompletable(true)))
                .havingRootCause()
                .withMessage("expected");
            Bounded.assertEnded(group, 1, 1);
        });
    }

    @Test
    void runWhenCompletableFutureMethodReturnsFailedFutureShouldCountItFailed() {
        run((mailer, group) -> {
            assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> Bounded.get(mailer.failCompletable(false)))
                .havingRootCause()
                .withMessage("expected");
            Bounded.assertEnded(group, 1, 1);
        });
    }

    @Test
    void runWhenMethodCallsAsyncMethodShouldMakeItTheParent() {
        this.runner.run((context) -> {
            WaitGroupRegistry registry = context.getBean(WaitGroupRegistry.class);
            WaitGroup group = Bounded.group(registry, AsyncGroup.NAME);
            CountDownLatch gate = new CountDownLatch(1);
            CountDownLatch nested = new CountDownLatch(1);
            Registration request = registry.group("http").register("GET /mails");
            request.run(() -> context.getBean("mailer", Mailer.class).sendAll(context, nested, gate));
            Bounded.await(nested);
            WorkSnapshot outer = group.snapshot(10).work().get(0);
            WorkSnapshot inner = group.snapshot(10).work().get(1);
            assertThat(outer.label()).endsWith("MailerService.sendAll");
            assertThat(outer.parent()).isEqualTo(request.id());
            assertThat(inner.label()).endsWith("LetterService.send");
            assertThat(inner.parent()).isEqualTo(outer.id());
            gate.countDown();
            Bounded.assertEnded(group, 2, 0);
        });
    }

    @Test
    void runWhenMethodIsCalledByItsOwnBeanShouldNotCountItApart() {
        run((mailer, group) -> {
            mailer.sendTwice();
            Bounded.assertEnded(group, 1, 0);
        });
    }

    private void run(Scenario scenario) {
        this.runner.run((context) -> {
            assertThat(context).hasNotFailed();
            scenario.run(context.getBean("mailer", Mailer.class),
                    Bounded.group(context.getBean(WaitGroupRegistry.class), AsyncGroup.NAME));
        });
    }

    interface Scenario {

        void run(Mailer mailer, WaitGroup group) throws Exception;

    }

    interface Mailer {

        void send(CountDownLatch gate);

        void sendAll(ApplicationContext context, CountDownLatch nested, CountDownLatch gate);

        void sendTwice();

        void fail();

        Future<String> failLater(boolean thrown);

        CompletableFuture<String> failCompletable(boolean thrown);

    }

    static class MailerService implements Mailer {

        @Override
        @Async
        public void send(CountDownLatch gate) {
            Bounded.await(gate);
        }

        @Override
        @Async
        public void sendAll(ApplicationContext context, CountDownLatch nested, CountDownLatch gate) {
            context.getBean("letters", Mailer.class).send(gate);
            nested.countDown();
            Bounded.await(gate);
        }

        @Override
        @Async
        public void sendTwice() {
            send(new CountDownLatch(0));
        }

        @Override
        @Async
        public void fail() {
            throw new IllegalStateException("expected");
        }

        @Override
        @Async
        public Future<String> failLater(boolean thrown) {
            return failCompletable(thrown);
        }

        @Override
        @Async
        public CompletableFuture<String> failCompletable(boolean thrown) {
            IllegalStateException failure = new IllegalStateException("expected");
            if (thrown) {
                throw failure;
            }
            return CompletableFuture.failedFuture(failure);
        }

    }

    static class LetterService extends MailerService {

    }

}
