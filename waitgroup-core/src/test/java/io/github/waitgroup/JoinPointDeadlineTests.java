// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class JoinPointDeadlineTests {

    private static final Duration SHORT = Duration.ofMillis(20);

    private final ExecutorService pool = Executors.newCachedThreadPool(Threads::daemon);

    private final Queue<Runnable> queue = new ArrayDeque<>();

    @AfterEach
    void shutdown() {
        this.pool.shutdownNow();
    }

    // The first task has ended when its fork returns
    private Executor firstDirectly() {
        AtomicBoolean first = new AtomicBoolean(true);
        return (task) -> (first.getAndSet(false) ? (Executor) Runnable::run : this.pool).execute(task);
    }

    private static String sitOut() throws InterruptedException {
        new CountDownLatch(1).await();
        return "never";
    }

    @Test
    void cancelsWhatIsUnfinishedAndSaysWhich() throws Exception {
        try (JoinPoint<String> joinPoint = JoinPoint.<String>on(firstDirectly()).deadline(SHORT).open()) {
            joinPoint.fork("quick", () -> "done");
            Subtask<String> slow = joinPoint.fork("slow", JoinPointDeadlineTests::sitOut);
            joinPoint.fork("slower", JoinPointDeadlineTests::sitOut);
            assertThatExceptionOfType(JoinTimeoutException.class).isThrownBy(joinPoint::join)
                .withMessage("2 of 3 tasks unfinished at the deadline of PT0.02S: [slow, slower]")
                .withNoCause()
                .satisfies((ex) -> assertThat(ex.unfinished()).containsExactly("slow", "slower"))
                .satisfies((ex) -> assertThat(ex.getSuppressed()).isEmpty());
            assertThat(slow.state()).isEqualTo(Subtask.State.CANCELLED);
        }
    }

    @Test
    void listsTenLabelsInTheMessageAndAllInTheException() throws Exception {
        try (JoinPoint<String> joinPoint = JoinPoint.<String>on(this.queue::add).deadline(SHORT).open()) {
            for (int i = 0; i < 12; i++) {
                joinPoint.fork(JoinPointDeadlineTests::sitOut);
            }
            assertThatExceptionOfType(JoinTimeoutException.class).isThrownBy(joinPoint::join)
                .withMessageEndingWith("task 10] and 2 more")
                .satisfies((ex) -> assertThat(ex.unfinished()).hasSize(12));
        }
    }

    @Test
    void whatTheExecutorNeverBeginsDoesNotHoldTheJoin() throws Exception {
        try (JoinPoint<String> joinPoint = JoinPoint.<String>on(this.queue::add).deadline(SHORT).open()) {
            Subtask<String> dropped = joinPoint.fork(() -> "dropped");
            assertThatExceptionOfType(JoinTimeoutException.class).isThrownBy(joinPoint::join);
            this.queue.remove().run();
            assertThat(dropped.state()).isEqualTo(Subtask.State.CANCELLED);
        }
    }

    @Test
    void failuresBeforeAndAfterItAreInTheException() throws Exception {
        IOException before = new IOException("before");
        IllegalStateException after = new IllegalStateException("after");
        CountDownLatch failed = new CountDownLatch(1);
        try (JoinPoint<String> joinPoint = JoinPoint.<String>on(this.pool).deadline(SHORT).concurrency(1).open()) {
            joinPoint.fork(() -> {
                throw before;
            });
            joinPoint.fork(() -> {
                failed.countDown();
                try {
                    return sitOut();
                }
                catch (InterruptedException ex) {
                    throw after;
                }
            });
            Threads.await(failed);
            assertThatExceptionOfType(JoinTimeoutException.class).isThrownBy(joinPoint::join)
                .withCause(before)
                .withMessageEndingWith("; 2 failed")
                .satisfies((ex) -> assertThat(ex.getSuppressed()).containsExactly(after));
        }
    }

    @Test
    void errorStillComesAsItIsWithTheTimeoutSuppressed() throws Exception {
        AssertionError error = new AssertionError("expected");
        try (JoinPoint<String> joinPoint = JoinPoint.<String>on(firstDirectly()).deadline(SHORT).open()) {
            joinPoint.fork(() -> {
                throw error;
            });
            joinPoint.fork(JoinPointDeadlineTests::sitOut);
            assertThatExceptionOfType(AssertionError.class).isThrownBy(joinPoint::join)
                .isSameAs(error)
                .satisfies((ex) -> assertThat(ex.getSuppressed()).hasSize(1)
                    .hasOnlyElementsOfType(JoinTimeoutException.class));
        }
    }

    @Test
    void startsWhenTheJoinPointIsOpened() throws Exception {
        try (JoinPoint<String> joinPoint = JoinPoint.<String>on(this.queue::add).deadline(Duration.ofNanos(1)).open()) {
            joinPoint.fork("late", () -> "late");
            assertThatExceptionOfType(JoinTimeoutException.class).isThrownBy(joinPoint::join);
        }
    }

    @Test
    void whatEndedBeforeTheJoinIsInTime() throws Exception {
        try (JoinPoint<String> joinPoint = JoinPoint.<String>on(Runnable::run).deadline(Duration.ofNanos(1)).open()) {
            joinPoint.fork(() -> "done");
            assertThat(joinPoint.join()).containsExactly("done");
        }
    }

    @Test
    void whatEndedInTimeButIsNotCountedOutYetIsInTime() throws Exception {
        WaitGroup group = new WaitGroup("test");
        CountDownLatch ended = new CountDownLatch(1);
        try (JoinPoint<String> joinPoint = JoinPoint.<String>on(this.pool)
            .group(group)
            .deadline(Duration.ofNanos(1))
            .open()) {
            CountDownLatch mayEnd = new CountDownLatch(1);
            joinPoint.fork(() -> {
                Threads.await(mayEnd);
                return "done";
            });
            group.completion().thenRun(() -> {
                ended.countDown();
                // Holds the task up in its last step while the join begins
                takeAWhile();
            });
            mayEnd.countDown();
            Threads.await(ended);
            assertThat(joinPoint.join()).containsExactly("done");
        }
    }

    private static void takeAWhile() {
        try {
            assertThat(new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS)).isFalse();
        }
        catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Test
    void longestDurationIsNone() throws Exception {
        try (JoinPoint<String> joinPoint = JoinPoint.<String>on(this.pool)
            .deadline(Duration.ofSeconds(Long.MAX_VALUE))
            .open()) {
            joinPoint.fork(() -> "done");
            assertThat(joinPoint.join()).containsExactly("done");
        }
    }

    @Test
    void mustBePositive() {
        assertThatIllegalArgumentException().isThrownBy(() -> JoinPoint.on(this.pool).deadline(Duration.ZERO))
            .withMessage("deadline must be positive: PT0S; leave it out for no deadline");
        assertThatIllegalArgumentException().isThrownBy(() -> JoinPoint.on(this.pool).deadline(Duration.ofSeconds(-1)));
    }

    @Test
    void mustNotBeNull() {
        assertThatNullPointerException().isThrownBy(() -> JoinPoint.on(this.pool).deadline(nothing()))
            .withMessage("deadline must not be null; leave it out for no deadline");
    }

    @SuppressWarnings("NullAway") // what a caller without null checks would pass
    private static Duration nothing() {
        return null;
    }

}
