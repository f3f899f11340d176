// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class JoinPointCloseTests {

    private final ExecutorService pool = Executors.newCachedThreadPool(Threads::daemon);

    private final IOException failure = new IOException("expected");

    @AfterEach
    void shutdown() {
        this.pool.shutdownNow();
    }

    @Test
    void noTaskRunsAfterCloseEvenIfItIgnoresTheInterrupt() throws Exception {
        for (int round = 0; round < 100; round++) {
            AtomicInteger running = new AtomicInteger();
            CountDownLatch begun = new CountDownLatch(1);
            JoinPoint<String> joinPoint = JoinPoint.<String>on(this.pool).open();
            for (int i = 0; i < 3; i++) {
                joinPoint.fork(() -> {
                    running.incrementAndGet();
                    begun.countDown();
                    while (!joinPoint.isCancelled()) {
                        Thread.onSpinWait();
                    }
                    running.decrementAndGet();
                });
            }
            Threads.await(begun);
            joinPoint.cancel();
            joinPoint.close();
            assertThat(running).hasValue(0);
        }
    }

    @Test
    void exceptionOfTheBodyIsThrownWhenTheTasksHaveEndedAndTheirsAreInIt() throws Exception {
        CountDownLatch running = new CountDownLatch(2);
        CountDownLatch ended = new CountDownLatch(1);
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> {
            try (JoinPoint<String> joinPoint = JoinPoint.<String>on(this.pool).open()) {
                joinPoint.fork(() -> {
                    running.countDown();
                    try {
                        new CountDownLatch(1).await();
                    }
                    finally {
                        ended.countDown();
                    }
                    return "never";
                });
                joinPoint.fork(() -> {
                    running.countDown();
                    Threads.awaitStubbornly(ended);
                    throw this.failure;
                });
                Threads.await(running);
                throw new IllegalArgumentException("of the body");
            }
        })
            .withMessage("of the body")
            .satisfies((ex) -> assertThat(ex.getSuppressed()).hasSize(1)
                .allSatisfy((unjoined) -> assertThat(unjoined).hasCause(this.failure)));
        assertThat(ended.getCount()).isZero();
    }

    @Test
    void closeWithoutJoinSaysSo() {
        JoinPoint<String> joinPoint = JoinPoint.<String>on(Runnable::run).open();
        joinPoint.fork(() -> "a");
        assertThatIllegalStateException().isThrownBy(joinPoint::close)
            .withMessage("close() without join() of JoinPoint[forked=1, unfinished=0, succeeded=1, failed=0, "
                    + "cancelled=0, cancelled by CLOSE, over]: join before the end of the try block, or cancel() if "
                    + "the results are not wanted")
            .withNoCause();
        joinPoint.close();
    }

    @Test
    void closeWithoutJoinIsSilentIfNothingWasForkedOrIfItWasCancelled() {
        JoinPoint.on(Runnable::run).open().close();
        JoinPoint<String> joinPoint = JoinPoint.<String>on((task) -> {
        }).open();
        Subtask<String> never = joinPoint.fork(() -> "never");
        joinPoint.cancel();
        joinPoint.close();
        assertThat(never.state()).isEqualTo(Subtask.State.CANCELLED);
    }

    @Test
    void failuresAreNotLostIfItWasCancelledAndNotJoined() {
        IllegalArgumentException second = new IllegalArgumentException("second");
        JoinPoint<String> joinPoint = JoinPoint.<String>on(Runnable::run).open();
        joinPoint.fork(() -> {
            throw this.failure;
        });
        joinPoint.fork(() -> {
            throw second;
        });
        joinPoint.cancel();
        assertThatIllegalStateException().isThrownBy(joinPoint::close)
            .withCause(this.failure)
            .satisfies((ex) -> assertThat(ex.getSuppressed()).containsExactly(second));
    }

    @Test
    void errorIsThrownByCloseIfNobodyJoined() {
        AssertionError error = new AssertionError("expected");
        JoinPoint<String> joinPoint = JoinPoint.<String>on(Runnable::run).open();
        joinPoint.fork(() -> {
            throw error;
        });
        assertThatExceptionOfType(AssertionError.class).isThrownBy(joinPoint::close).isSameAs(error);
    }

    @Test
    void taskThatWasCancelledBeforeItsOwnJoinHasNotFailed() throws Exception {
        CountDownLatch waiting = new CountDownLatch(2);
        BlockingQueue<String> empty = new LinkedBlockingQueue<>();
        try (JoinPoint<String> outer = JoinPoint.<String>on(this.pool).open()) {
            Subtask<String> task = outer.fork(() -> {
                try (JoinPoint<String> inner = JoinPoint.<String>on(this.pool).open()) {
                    inner.fork(() -> {
                        waiting.countDown();
                        return empty.take();
                    });
                    waiting.countDown();
                    return empty.take() + inner.join();
                }
            });
            Threads.await(waiting);
            outer.cancel();
            assertThatExceptionOfType(CancellationException.class).isThrownBy(outer::join).withNoCause();
            assertThat(task.state()).isEqualTo(Subtask.State.CANCELLED);
        }
    }

    @Test
    void taskThatWasCancelledBeforeItsOwnJoinHasFailedIfOneInThereFailed() throws Exception {
        CountDownLatch waiting = new CountDownLatch(2);
        BlockingQueue<String> empty = new LinkedBlockingQueue<>();
        try (JoinPoint<String> outer = JoinPoint.<String>on(this.pool).open()) {
            Subtask<String> task = outer.fork(() -> {
                try (JoinPoint<String> inner = JoinPoint.<String>on(this.pool).open()) {
                    inner.fork(() -> {
                        waiting.countDown();
                        throw this.failure;
                    });
                    waiting.countDown();
                    return empty.take() + inner.join();
                }
            });
            Threads.await(waiting);
            outer.cancel();
            assertThatExceptionOfType(CancellationException.class).isThrownBy(outer::join);
            assertThat(task.state()).isEqualTo(Subtask.State.FAILED);
            assertThat(task.exception().getSuppressed()).hasSize(1)
                .allSatisfy((unjoined) -> assertThat(unjoined).hasCause(this.failure));
        }
    }

    @Test
    void joinAfterCancelThrows() throws Exception {
        try (JoinPoint<String> joinPoint = JoinPoint.<String>on((task) -> {
        }).open()) {
            joinPoint.fork(() -> "never");
            joinPoint.cancel();
            assertThatExceptionOfType(CancellationException.class).isThrownBy(joinPoint::join)
                .withMessage("cancel() of JoinPoint[forked=1, unfinished=0, succeeded=0, failed=0, cancelled=1, "
                        + "cancelled by REQUEST, over]")
                .withNoCause();
        }
    }

    @Test
    void joinAfterCancelHasTheFailures() throws Exception {
        try (JoinPoint<String> joinPoint = JoinPoint.<String>on(Runnable::run).open()) {
            joinPoint.fork(() -> {
                throw this.failure;
            });
            joinPoint.cancel();
            assertThatExceptionOfType(CancellationException.class).isThrownBy(joinPoint::join).withCause(this.failure);
        }
    }

    @Test
    void cancelAfterTheJoinHasNoEffect() throws Exception {
        JoinPoint<String> joinPoint = JoinPoint.<String>on(Runnable::run).open();
        joinPoint.fork(() -> "a");
        joinPoint.join();
        joinPoint.cancel();
        assertThat(joinPoint.isCancelled()).isFalse();
        joinPoint.close();
        joinPoint.close();
    }

}
