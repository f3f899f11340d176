// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class JoinPointRejectionTests {

    private final RejectedExecutionException refusal = new RejectedExecutionException("full");

    private final AtomicBoolean full = new AtomicBoolean();

    private final AtomicInteger begun = new AtomicInteger();

    private final Executor executor = (task) -> {
        if (this.full.get()) {
            throw this.refusal;
        }
        task.run();
    };

    @Test
    void refusedTaskIsThrownAtTheForkAndNotForked() throws Exception {
        try (JoinPoint<Integer> joinPoint = JoinPoint.<Integer>on(this.executor).open()) {
            joinPoint.fork(() -> 1);
            this.full.set(true);
            assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> joinPoint.fork(this.begun::incrementAndGet))
                .isSameAs(this.refusal);
            this.full.set(false);
            joinPoint.fork(() -> 3);
            assertThat(joinPoint.join()).containsExactly(1, 3);
            assertThat(joinPoint.failures()).isEmpty();
            assertThat(this.begun).hasValue(0);
        }
    }

    @Test
    void refusedTaskGivesItsPlaceBack() throws Exception {
        try (JoinPoint<Integer> joinPoint = JoinPoint.<Integer>on(this.executor).concurrency(1).open()) {
            this.full.set(true);
            assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> joinPoint.fork(() -> 1));
            this.full.set(false);
            joinPoint.fork(() -> 2);
            assertThat(joinPoint.join()).containsExactly(2);
        }
    }

    @Test
    void refusedTaskIsEndedInItsGroup() throws Exception {
        WaitGroup group = new WaitGroup("test");
        this.full.set(true);
        try (JoinPoint<Integer> joinPoint = JoinPoint.<Integer>on(this.executor).group(group).open()) {
            assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> joinPoint.fork(() -> 1));
            assertThat(group.count()).isZero();
            assertThat(group.snapshot(0).failed()).isOne();
            assertThat(joinPoint.join()).isEmpty();
        }
    }

    @Test
    void refusedTaskNeverBeginsEvenIfTheExecutorHasKeptIt() throws Exception {
        Queue<Runnable> kept = new ArrayDeque<>();
        try (JoinPoint<Integer> joinPoint = JoinPoint.<Integer>on((task) -> {
            kept.add(task);
            throw this.refusal;
        }).open()) {
            assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> joinPoint.fork(this.begun::incrementAndGet));
            kept.remove().run();
            assertThat(this.begun).hasValue(0);
            assertThat(joinPoint.join()).isEmpty();
        }
    }

    @Test
    void taskThatRanIsForkedWhateverTheExecutorThrowsAfterwards() throws Exception {
        try (JoinPoint<Integer> joinPoint = JoinPoint.<Integer>on((task) -> {
            task.run();
            throw this.refusal;
        }).concurrency(1).open()) {
            assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> joinPoint.fork(() -> {
                // Gets the place of this one, in the same thread
                joinPoint.fork(() -> 2);
                return 1;
            }));
            assertThat(joinPoint.join()).containsExactly(1, 2);
        }
    }

    @Test
    void closedGroupRefusesTheTask() throws Exception {
        WaitGroup group = new WaitGroup("test");
        group.close();
        try (JoinPoint<Integer> joinPoint = JoinPoint.<Integer>on(this.executor).group(group).open()) {
            assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> joinPoint.fork("task", this.begun::incrementAndGet))
                .withMessageContaining("register(\"task\") after close()");
            assertThat(joinPoint.join()).isEmpty();
            assertThat(this.begun).hasValue(0);
        }
    }

    @Test
    void nothingIsCountedWithoutATask() throws Exception {
        try (JoinPoint<Integer> joinPoint = JoinPoint.<Integer>on(this.executor).open()) {
            assertThatNullPointerException().isThrownBy(() -> joinPoint.fork("task", nothing()))
                .withMessage("task must not be null");
            assertThat(joinPoint.join()).isEmpty();
        }
    }

    @SuppressWarnings("NullAway") // what a caller without null checks would pass
    private static Runnable nothing() {
        return null;
    }

}
