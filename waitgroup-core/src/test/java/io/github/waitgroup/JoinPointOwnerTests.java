// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class JoinPointOwnerTests {

    @Test
    void onlyTheOwnerMayJoinAndClose() throws Exception {
        try (Threads threads = new Threads();
                JoinPoint<String> joinPoint = JoinPoint.<String>on(Runnable::run).open()) {
            String owner = Thread.currentThread().getName();
            Threads.get(threads.run(() -> {
                String me = Thread.currentThread().getName();
                assertThatIllegalStateException().isThrownBy(joinPoint::join)
                    .withMessageContainingAll("join() by thread " + me, owner + " has opened JoinPoint[forked=0");
                assertThatIllegalStateException().isThrownBy(joinPoint::close)
                    .withMessageContainingAll("close() by thread " + me, owner + " has opened JoinPoint[forked=0");
            }));
        }
    }

    @Test
    void taskOnTheOwnersThreadMustNotWaitForItself() throws Exception {
        try (JoinPoint<String> joinPoint = JoinPoint.<String>on(Runnable::run).open()) {
            joinPoint.fork(() -> {
                assertThatIllegalStateException().isThrownBy(joinPoint::join).withMessageContaining("wait for itself");
                assertThatIllegalStateException().isThrownBy(joinPoint::close).withMessageContaining("wait for itself");
                return "done";
            });
            assertThat(joinPoint.join()).containsExactly("done");
        }
    }

    @Test
    void joinIsOnce() throws Exception {
        JoinPoint<String> joinPoint = JoinPoint.<String>on(Runnable::run).open();
        joinPoint.join();
        assertThatIllegalStateException().isThrownBy(joinPoint::join)
            .withMessage("join() after join() of JoinPoint[forked=0, unfinished=0, succeeded=0, failed=0, "
                    + "cancelled=0, over]: join once");
        joinPoint.close();
        assertThatIllegalStateException().isThrownBy(joinPoint::join).withMessageStartingWith("join() after close()");
    }

    @Test
    void forkAfterTheEndIsRefusedAndNotRun() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        JoinPoint<Integer> joinPoint = JoinPoint.<Integer>on(Runnable::run).open();
        joinPoint.join();
        assertThatIllegalStateException().isThrownBy(() -> joinPoint.fork("late", begun::incrementAndGet))
            .withMessage("fork(\"late\") after the end of JoinPoint[forked=0, unfinished=0, succeeded=0, failed=0, "
                    + "cancelled=0, over]: open another join point for further tasks");
        joinPoint.close();
        assertThatIllegalStateException().isThrownBy(() -> joinPoint.fork(begun::incrementAndGet));
        assertThat(begun).hasValue(0);
    }

    @Test
    void ownerAsksASubtaskOnlyAfterTheJoinAndOthersAtAnyTime() throws Exception {
        Executor executor = TestExecutors.CACHED.create();
        try (Threads threads = new Threads(); JoinPoint<String> joinPoint = JoinPoint.<String>on(executor).open()) {
            CountDownLatch mayEnd = new CountDownLatch(1);
            Subtask<String> first = joinPoint.fork(() -> "first");
            Subtask<String> second = joinPoint.fork(() -> {
                Threads.await(mayEnd);
                return "second";
            });
            assertThatIllegalStateException().isThrownBy(first::get).withMessageContaining("join first");
            assertThatIllegalStateException().isThrownBy(first::exception).withMessageContaining("join first");
            Threads.get(threads.run(() -> assertThatIllegalStateException().isThrownBy(second::get)
                .withMessage("get() of Subtask[task 2, state=UNFINISHED]: it needs a task whose state() is SUCCESS")));
            mayEnd.countDown();
            joinPoint.join();
            assertThat(first.get() + second.get()).isEqualTo("firstsecond");
            assertThatIllegalStateException().isThrownBy(first::exception).withMessageContaining("FAILED");
        }
        finally {
            TestExecutors.shutdown(executor);
        }
    }

    @Test
    void otherThreadsMayForkUntilTheEnd() throws Exception {
        try (Threads threads = new Threads()) {
            for (int round = 0; round < 500; round++) {
                try (JoinPoint<Integer> joinPoint = JoinPoint.<Integer>on(Runnable::run).open()) {
                    joinPoint.fork(() -> 0);
                    CompletableFuture<Boolean> begun = new CompletableFuture<>();
                    Future<Integer> forked = threads.start(() -> {
                        begun.complete(true);
                        int count = 0;
                        try {
                            for (; count < 100; count++) {
                                joinPoint.fork(() -> 1);
                            }
                        }
                        catch (IllegalStateException ex) {
                            assertThat(ex).hasMessageContaining("after the end");
                        }
                        return count;
                    });
                    Threads.get(begun);
                    // What was forked before the end is in the results, nothing else is
                    assertThat(joinPoint.join()).hasSize(1 + Threads.get(forked));
                }
            }
        }
    }

}
