// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JoinPointFailFastTests {

    private final IOException failure = new IOException("expected");

    private final Queue<Runnable> queue = new ArrayDeque<>();

    private final AtomicInteger begun = new AtomicInteger();

    @ParameterizedTest
    @MethodSource("io.github.waitgroup.TestExecutors#concurrent")
    void firstFailureInterruptsTheOthers(TestExecutors kind) throws Exception {
        Executor executor = kind.create();
        CountDownLatch running = new CountDownLatch(1);
        try (JoinPoint<String> joinPoint = JoinPoint.<String>on(executor).failFast().open()) {
            Subtask<String> sibling = joinPoint.fork(() -> {
                running.countDown();
                new CountDownLatch(1).await();
                return "never";
            });
            joinPoint.fork(() -> {
                Threads.await(running);
                throw this.failure;
            });
            assertThatExceptionOfType(JoinException.class).isThrownBy(joinPoint::join)
                .withCause(this.failure)
                .satisfies((ex) -> assertThat(ex.getSuppressed()).isEmpty());
            assertThat(joinPoint.isCancelled()).isTrue();
            assertThat(sibling.state()).isEqualTo(Subtask.State.CANCELLED);
        }
        finally {
            TestExecutors.shutdown(executor);
        }
    }

    @Test
    void whatTheExecutorHasNotBegunNeverBeginsAndKeepsNobodyWaiting() throws Exception {
        try (JoinPoint<Integer> joinPoint = JoinPoint.<Integer>on(this.queue::add).failFast().open()) {
            joinPoint.fork(() -> {
                throw this.failure;
            });
            Subtask<Integer> queued = joinPoint.fork(this.begun::incrementAndGet);
            this.queue.remove().run();
            assertThatExceptionOfType(JoinException.class).isThrownBy(joinPoint::join).withCause(this.failure);
            this.queue.remove().run();
            assertThat(queued.state()).isEqualTo(Subtask.State.CANCELLED);
            assertThat(this.begun).hasValue(0);
        }
    }

    @Test
    void whatWaitsForAPlaceNeverBegins() throws Exception {
        try (JoinPoint<Integer> joinPoint = JoinPoint.<Integer>on(this.queue::add).failFast().concurrency(1).open()) {
            joinPoint.fork(() -> {
                throw this.failure;
            });
            joinPoint.fork(this.begun::incrementAndGet);
            this.queue.remove().run();
            assertThatExceptionOfType(JoinException.class).isThrownBy(joinPoint::join).withCause(this.failure);
            assertThat(this.queue).isEmpty();
            assertThat(this.begun).hasValue(0);
        }
    }

    @Test
    void whatIsForkedAfterTheFailureIsCancelledFromTheBeginning() throws Exception {
        try (JoinPoint<Integer> joinPoint = JoinPoint.<Integer>on(Runnable::run).failFast().open()) {
            joinPoint.fork(() -> {
                throw this.failure;
            });
            Subtask<Integer> late = joinPoint.fork(this.begun::incrementAndGet);
            assertThat(late.state()).isEqualTo(Subtask.State.CANCELLED);
            assertThat(this.begun).hasValue(0);
            assertThatExceptionOfType(JoinException.class).isThrownBy(joinPoint::join).withCause(this.failure);
        }
    }

    @Test
    void whatCancelledTasksThrowButTheirAnswerIsSuppressed() throws Exception {
        IllegalStateException other = new IllegalStateException("while it cleaned up");
        InterruptedException withMore = new InterruptedException();
        withMore.addSuppressed(other);
        try (JoinPoint<Integer> joinPoint = JoinPoint.<Integer>on(Runnable::run).failFast().open()) {
            joinPoint.fork(() -> {
                joinPoint.fork(() -> {
                    throw this.failure;
                });
                throw other;
            });
            assertThatExceptionOfType(JoinException.class).isThrownBy(joinPoint::join)
                .withCause(this.failure)
                .satisfies((ex) -> assertThat(ex.getSuppressed()).containsExactly(other));
            assertThat(Thread.interrupted()).isFalse();
        }
        for (Exception answer : new Exception[] { withMore, new CancellationException() }) {
            try (JoinPoint<Integer> joinPoint = JoinPoint.<Integer>on(Runnable::run).failFast().open()) {
                joinPoint.fork(() -> {
                    joinPoint.fork(() -> {
                        throw this.failure;
                    });
                    throw answer;
                });
                assertThatExceptionOfType(JoinException.class).isThrownBy(joinPoint::join)
                    .withCause(this.failure)
                    .satisfies((ex) -> assertThat(ex.getSuppressed()).hasSize((answer == withMore) ? 1 : 0));
            }
        }
    }

    @Test
    void joinThrowsOnlyWhenTheOthersHaveEnded() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        Executor executor = TestExecutors.CACHED.create();
        try (Threads threads = new Threads();
                JoinPoint<Integer> joinPoint = JoinPoint.<Integer>on(executor).failFast().open()) {
            joinPoint.fork(() -> {
                running.countDown();
                Threads.awaitStubbornly(mayEnd);
                return this.begun.incrementAndGet();
            });
            Threads.await(running);
            joinPoint.fork(() -> {
                threads.run(mayEnd::countDown).get();
                throw this.failure;
            });
            assertThatExceptionOfType(JoinException.class).isThrownBy(joinPoint::join).withCause(this.failure);
            assertThat(this.begun).hasValue(1);
        }
        finally {
            TestExecutors.shutdown(executor);
        }
    }

}
