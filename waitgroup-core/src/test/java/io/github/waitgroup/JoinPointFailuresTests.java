// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class JoinPointFailuresTests {

    private final ExecutorService pool = Executors.newCachedThreadPool(Threads::daemon);

    @AfterEach
    void shutdown() {
        this.pool.shutdownNow();
    }

    @Test
    void firstFailureInTimeIsTheCauseAndTheOthersAreSuppressed() throws Exception {
        IOException first = new IOException("first");
        IllegalStateException second = new IllegalStateException("second");
        IllegalArgumentException third = new IllegalArgumentException("third");
        CountDownLatch firstEnded = new CountDownLatch(1);
        try (JoinPoint<String> joinPoint = JoinPoint.<String>on(this.pool).concurrency(2).open()) {
            Subtask<String> late = joinPoint.fork("late", () -> {
                Threads.await(firstEnded);
                throw second;
            });
            Subtask<String> early = joinPoint.fork("early", () -> {
                throw first;
            });
            // The third has a place only when the second has ended
            joinPoint.fork("third", () -> {
                firstEnded.countDown();
                return "c";
            });
            joinPoint.fork("fourth", () -> {
                Threads.await(firstEnded);
                throw third;
            });
            assertThatExceptionOfType(JoinException.class).isThrownBy(joinPoint::join)
                .withCause(first)
                .withMessage("3 of 4 tasks failed; first 'early': java.io.IOException: first")
                .satisfies((ex) -> assertThat(ex.getSuppressed()).containsExactlyInAnyOrder(second, third));
            assertThat(joinPoint.failures()).hasSize(3).startsWith(first);
            assertThat(early.state()).isEqualTo(Subtask.State.FAILED);
            assertThat(early.exception()).isSameAs(first);
            assertThatIllegalStateException().isThrownBy(late::get).withCause(second).withMessageContaining("SUCCESS");
        }
    }

    @Test
    void othersRunToTheirEndUnlessItIsToFailFast() throws Exception {
        AtomicInteger ended = new AtomicInteger();
        try (JoinPoint<Integer> joinPoint = JoinPoint.<Integer>on(Runnable::run).open()) {
            joinPoint.fork(() -> {
                throw new IOException("expected");
            });
            Subtask<Integer> other = joinPoint.fork(ended::incrementAndGet);
            assertThat(joinPoint.isCancelled()).isFalse();
            assertThatExceptionOfType(JoinException.class).isThrownBy(joinPoint::join);
            assertThat(other.get()).isOne();
        }
    }

    @Test
    void errorIsThrownAsItIsWithTheRestSuppressed() throws Exception {
        IOException exception = new IOException("first");
        AssertionError error = new AssertionError("second");
        StackOverflowError other = new StackOverflowError("third");
        try (JoinPoint<String> joinPoint = JoinPoint.<String>on(Runnable::run).open()) {
            for (Throwable thrown : new Throwable[] { exception, error, other }) {
                joinPoint.fork(() -> {
                    throwIt(thrown);
                    return "never";
                });
            }
            assertThatExceptionOfType(AssertionError.class).isThrownBy(joinPoint::join)
                .isSameAs(error)
                .satisfies((ex) -> assertThat(ex.getSuppressed()).containsExactly(exception, other));
        }
    }

    private static void throwIt(Throwable thrown) throws Exception {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (Exception) thrown;
    }

    @Test
    void sameObjectThrownTwiceIsSuppressedNowhere() throws Exception {
        AssertionError shared = new AssertionError("shared");
        IOException exception = new IOException("shared, too");
        try (JoinPoint<String> joinPoint = JoinPoint.<String>on(Runnable::run).open()) {
            for (int i = 0; i < 2; i++) {
                joinPoint.fork(() -> {
                    throw shared;
                });
            }
            assertThatExceptionOfType(AssertionError.class).isThrownBy(joinPoint::join)
                .isSameAs(shared)
                .withNoCause()
                .satisfies((ex) -> assertThat(ex.getSuppressed()).isEmpty());
        }
        try (JoinPoint<String> joinPoint = JoinPoint.<String>on(Runnable::run).open()) {
            for (int i = 0; i < 3; i++) {
                joinPoint.fork(() -> {
                    throw exception;
                });
            }
            assertThatExceptionOfType(JoinException.class).isThrownBy(joinPoint::join)
                .withCause(exception)
                .satisfies((ex) -> assertThat(ex.getSuppressed()).isEmpty());
            assertThat(joinPoint.failures()).containsExactly(exception, exception, exception);
        }
    }

    @Test
    void failuresAreListedWhereTheErrorSuppressesNothing() throws Exception {
        IOException exception = new IOException("lost otherwise");
        NoSuppression error = new NoSuppression();
        try (JoinPoint<String> joinPoint = JoinPoint.<String>on(Runnable::run).open()) {
            joinPoint.fork(() -> {
                throw exception;
            });
            joinPoint.fork(() -> {
                throw error;
            });
            assertThat(joinPoint.failures()).as("before the join").containsExactly(exception, error);
            assertThatExceptionOfType(NoSuppression.class).isThrownBy(joinPoint::join);
            assertThat(joinPoint.failures()).as("after the join").containsExactly(exception, error);
        }
    }

    @Test
    void taskThatThrowsInterruptedExceptionUncancelledHasFailed() throws Exception {
        InterruptedException own = new InterruptedException("of its own");
        try (JoinPoint<String> joinPoint = JoinPoint.<String>on(Runnable::run).open()) {
            joinPoint.fork(() -> {
                throw own;
            });
            assertThatExceptionOfType(JoinException.class).isThrownBy(joinPoint::join).withCause(own);
        }
    }

    private static final class NoSuppression extends Error {

        private static final long serialVersionUID = 1L;

        NoSuppression() {
            super("like some of the JVM's own", null, false, false);
        }

    }

}
