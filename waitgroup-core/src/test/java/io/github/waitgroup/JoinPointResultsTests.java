// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JoinPointResultsTests {

    @ParameterizedTest
    @MethodSource("io.github.waitgroup.TestExecutors#available")
    void resultsAreInForkOrder(TestExecutors kind) throws Exception {
        Executor executor = kind.create();
        try (JoinPoint<Integer> joinPoint = JoinPoint.<Integer>on(executor).open()) {
            for (int i = 0; i < 500; i++) {
                int number = i;
                joinPoint.fork(() -> number);
            }
            assertThat(joinPoint.join()).isEqualTo(IntStream.range(0, 500).boxed().toList());
        }
        finally {
            TestExecutors.shutdown(executor);
        }
    }

    @Test
    void resultsAreInForkOrderWhateverTheOrderOfTheEnds() throws Exception {
        ArrayDeque<Runnable> tasks = new ArrayDeque<>();
        try (JoinPoint<String> joinPoint = JoinPoint.<String>on(tasks::push).open()) {
            joinPoint.fork(() -> "a");
            joinPoint.fork(() -> "b");
            joinPoint.fork(() -> "c");
            tasks.forEach(Runnable::run);
            assertThat(joinPoint.join()).containsExactly("a", "b", "c");
        }
    }

    @Test
    void nullIsAResultAndSoIsThatOfARunnable() throws Exception {
        try (JoinPoint<@Nullable String> joinPoint = JoinPoint.<@Nullable String>on(Runnable::run).open()) {
            Subtask<?> first = joinPoint.fork(JoinPointResultsTests::nothing);
            joinPoint.fork(() -> "b");
            Subtask<?> third = joinPoint.fork("runnable", (Runnable) () -> {
            });
            assertThat(joinPoint.join()).containsExactly(null, "b", null);
            assertThat(first.state()).isEqualTo(Subtask.State.SUCCESS);
            assertThat(first.get()).isNull();
            assertThat(third.get()).isNull();
        }
    }

    private static @Nullable String nothing() {
        return null;
    }

    @Test
    void nothingForkedIsAnEmptyResult() throws Exception {
        try (JoinPoint<String> joinPoint = JoinPoint.<String>on(Runnable::run).open()) {
            assertThat(joinPoint.join()).isEmpty();
        }
    }

    @Test
    void resultsCannotBeModified() throws Exception {
        try (JoinPoint<String> joinPoint = JoinPoint.<String>on(Runnable::run).open()) {
            joinPoint.fork(() -> "a");
            List<String> results = joinPoint.join();
            assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> results.set(0, "b"));
        }
    }

    @Test
    void subtasksHaveResultsOfDifferentTypes() throws Exception {
        try (JoinPoint<Object> joinPoint = JoinPoint.on(Runnable::run).open()) {
            Subtask<String> name = joinPoint.fork("name", () -> "x");
            Subtask<Integer> number = joinPoint.fork(() -> 1);
            joinPoint.join();
            String nameResult = name.get();
            int numberResult = number.get();
            assertThat(nameResult).isEqualTo("x");
            assertThat(numberResult).isEqualTo(1);
            assertThat(name.label()).isEqualTo("name");
            assertThat(number.label()).isEqualTo("task 2");
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.waitgroup.TestExecutors#available")
    void joinAwaitsWhatTasksFork(TestExecutors kind) throws Exception {
        Executor executor = kind.create();
        try (JoinPoint<Integer> joinPoint = JoinPoint.<Integer>on(executor).open()) {
            joinPoint.fork(countdown(joinPoint, 100));
            assertThat(joinPoint.join()).isEqualTo(IntStream.rangeClosed(0, 100).map((i) -> 100 - i).boxed().toList());
        }
        finally {
            TestExecutors.shutdown(executor);
        }
    }

    private static Callable<Integer> countdown(JoinPoint<Integer> joinPoint, int n) {
        return () -> {
            if (n > 0) {
                joinPoint.fork(countdown(joinPoint, n - 1));
            }
            return n;
        };
    }

    @ParameterizedTest
    @EnumSource(names = { "CACHED", "FORK_JOIN", "DIRECT" })
    void joinPointsNest(TestExecutors kind) throws Exception {
        Executor executor = kind.create();
        try (JoinPoint<Integer> outer = JoinPoint.<Integer>on(executor).concurrency(2).open()) {
            for (int i = 0; i < 10; i++) {
                outer.fork(() -> {
                    try (JoinPoint<Integer> inner = JoinPoint.<Integer>on(executor).open()) {
                        for (int k = 0; k < 10; k++) {
                            inner.fork(() -> 1);
                        }
                        return inner.join().size();
                    }
                });
            }
            assertThat(outer.join()).hasSize(10).containsOnly(10);
        }
        finally {
            TestExecutors.shutdown(executor);
        }
    }

    @Test
    void actionsOfATaskAreSeenAfterTheJoin() throws Exception {
        Executor executor = TestExecutors.CACHED.create();
        for (int round = 0; round < 2_000; round++) {
            int[] plain = new int[2];
            try (JoinPoint<Integer> joinPoint = JoinPoint.<Integer>on(executor).open()) {
                plain[0] = round;
                joinPoint.fork(() -> plain[1] = plain[0]);
                joinPoint.join();
                assertThat(plain[1]).isEqualTo(round);
            }
        }
        TestExecutors.shutdown(executor);
    }

    @Test
    void doesNotAwaitOthersThanItsOwn() throws Exception {
        Queue<Runnable> foreign = new ArrayDeque<>();
        WaitGroup group = new WaitGroup("test");
        group.go("foreign", foreign::add, () -> {
        });
        CountDownLatch ran = new CountDownLatch(1);
        try (JoinPoint<String> joinPoint = JoinPoint.<String>on(Runnable::run).group(group).open()) {
            joinPoint.fork((Runnable) ran::countDown);
            joinPoint.join();
        }
        assertThat(ran.getCount()).isZero();
        assertThat(group.count()).isOne();
    }

}
