// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class JoinPointConcurrencyTests {

    private final Queue<Runnable> queue = new ArrayDeque<>();

    @ParameterizedTest
    @MethodSource("io.github.waitgroup.TestExecutors#available")
    void neverMoreAtATimeThanTheLimit(TestExecutors kind) throws Exception {
        Executor executor = kind.create();
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (JoinPoint<Integer> joinPoint = JoinPoint.<Integer>on(executor).concurrency(3).open()) {
            for (int i = 0; i < 1_000; i++) {
                int number = i;
                joinPoint.fork(() -> {
                    int now = running.incrementAndGet();
                    most.accumulateAndGet(now, Math::max);
                    running.decrementAndGet();
                    return number;
                });
            }
            assertThat(joinPoint.join()).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
            assertThat(most.get()).isBetween(1, 3);
        }
        finally {
            TestExecutors.shutdown(executor);
        }
    }

    @Test
    void limitIsReached() throws Exception {
        Executor executor = TestExecutors.CACHED.create();
        CountDownLatch three = new CountDownLatch(3);
        try (JoinPoint<String> joinPoint = JoinPoint.<String>on(executor).concurrency(3).open()) {
            for (int i = 0; i < 3; i++) {
                joinPoint.fork(() -> {
                    three.countDown();
                    Threads.await(three);
                    return "all three";
                });
            }
            assertThat(joinPoint.join()).hasSize(3);
        }
        finally {
            TestExecutors.shutdown(executor);
        }
    }

    @Test
    void executorGetsTheNextOneInForkOrderWhenOneEnds() throws Exception {
        try (JoinPoint<String> joinPoint = JoinPoint.<String>on(this.queue::add).concurrency(2).open()) {
            for (String name : new String[] { "a", "b", "c", "d" }) {
                joinPoint.fork(name, () -> name);
            }
            assertThat(this.queue).extracting(Object::toString)
                .containsExactly("Subtask[a, state=UNFINISHED]", "Subtask[b, state=UNFINISHED]");
            this.queue.remove().run();
            assertThat(this.queue).extracting(Object::toString)
                .containsExactly("Subtask[b, state=UNFINISHED]", "Subtask[c, state=UNFINISHED]");
            while (!this.queue.isEmpty()) {
                this.queue.remove().run();
            }
            assertThat(joinPoint.join()).containsExactly("a", "b", "c", "d");
        }
    }

    @Test
    void tasksOnTheCallersThreadDoNotPileUpOnItsStack() throws Exception {
        int many = 100_000;
        try (JoinPoint<Integer> joinPoint = JoinPoint.<Integer>on(Runnable::run).concurrency(1).open()) {
            joinPoint.fork(() -> {
                // They all wait for the place of this one
                for (int i = 1; i < many; i++) {
                    joinPoint.fork(() -> 0);
                }
                return 0;
            });
            assertThat(joinPoint.join()).hasSize(many);
        }
    }

    @Test
    void executorThatRefusesTheNextOneMakesItFail() throws Exception {
        RejectedExecutionException refusal = new RejectedExecutionException("full");
        Executor once = (task) -> {
            if (!this.queue.isEmpty()) {
                throw refusal;
            }
            this.queue.add(task);
        };
        try (JoinPoint<String> joinPoint = JoinPoint.<String>on(once).concurrency(1).open()) {
            joinPoint.fork(() -> "a");
            Subtask<String> refused = joinPoint.fork("b", () -> "b");
            Subtask<String> refusedToo = joinPoint.fork("c", () -> "c");
            this.queue.peek().run();
            assertThatExceptionOfType(JoinException.class).isThrownBy(joinPoint::join).withCause(refusal);
            assertThat(refused.exception()).isSameAs(refusal);
            assertThat(refusedToo.exception()).isSameAs(refusal);
        }
    }

    @Test
    void limitMustBePositive() {
        assertThatIllegalArgumentException().isThrownBy(() -> JoinPoint.on(Runnable::run).concurrency(0))
            .withMessage("concurrency must be at least 1: 0; leave it out for no limit");
    }

}
