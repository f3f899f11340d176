// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JoinPointInterruptTests {

    private final Executor pool = TestExecutors.CACHED.create();

    @AfterEach
    void shutdownAndLeaveNoInterrupt() {
        TestExecutors.shutdown(this.pool);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void interruptedJoinThrowsAndCloseCancelsTheTasks() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        IOException failure = new IOException("at the interrupt");
        try (Threads threads = new Threads()) {
            CompletableFuture<Thread> owner = new CompletableFuture<>();
            Future<InterruptedException> thrown = threads.start(() -> {
                owner.complete(Thread.currentThread());
                try (JoinPoint<String> joinPoint = JoinPoint.<String>on(this.pool).open()) {
                    joinPoint.fork(() -> {
                        running.countDown();
                        try {
                            new CountDownLatch(1).await();
                        }
                        catch (InterruptedException ex) {
                            interrupted.set(true);
                        }
                        throw failure;
                    });
                    joinPoint.join();
                    throw new IllegalStateException("not interrupted");
                }
                catch (InterruptedException ex) {
                    assertThat(Thread.currentThread().isInterrupted()).isFalse();
                    return ex;
                }
            });
            Threads.await(running);
            Threads.get(owner).interrupt();
            assertThat(Threads.get(thrown).getSuppressed()).containsExactly(failure);
            assertThat(interrupted).isTrue();
        }
    }

    @Test
    void joinMayBeCalledAgainAfterAnInterrupt() throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (JoinPoint<String> joinPoint = JoinPoint.<String>on(this.pool).open()) {
            joinPoint.fork(() -> {
                Threads.await(mayEnd);
                return "done";
            });
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(InterruptedException.class).isThrownBy(joinPoint::join);
            mayEnd.countDown();
            assertThat(joinPoint.join()).containsExactly("done");
        }
    }

    @Test
    void closeWaitsThroughInterruptsAndKeepsTheFlag() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        try (Threads threads = new Threads()) {
            CompletableFuture<Thread> owner = new CompletableFuture<>();
            Future<Boolean> kept = threads.start(() -> {
                owner.complete(Thread.currentThread());
                JoinPoint<String> joinPoint = JoinPoint.<String>on(this.pool).open();
                joinPoint.fork(() -> {
                    running.countDown();
                    try {
                        new CountDownLatch(1).await();
                    }
                    catch (InterruptedException ex) {
                        // The close has begun; now it is to be held up
                        interrupted.countDown();
                    }
                    Threads.awaitStubbornly(mayEnd);
                    ended.set(true);
                });
                Threads.await(running);
                joinPoint.cancel();
                joinPoint.close();
                assertThat(ended).isTrue();
                return Thread.interrupted();
            });
            Threads.await(interrupted);
            Threads.get(owner).interrupt();
            Threads.get(owner).interrupt();
            assertThat(kept.isDone()).isFalse();
            mayEnd.countDown();
            assertThat(Threads.get(kept)).isTrue();
        }
    }

    @Test
    void interruptNeverStaysWithTheThreadOfAPool() throws Exception {
        int rounds = 5_000;
        CyclicBarrier barrier = new CyclicBarrier(2);
        try (Threads threads = new Threads()) {
            // A pool of one thread that does not clear the flag itself
            CompletableFuture<Thread> worker = new CompletableFuture<>();
            Runnable[] next = new Runnable[1];
            Future<Integer> leaks = threads.start(() -> {
                worker.complete(Thread.currentThread());
                int leaked = 0;
                for (int i = 0; i < rounds; i++) {
                    Threads.await(barrier);
                    next[0].run();
                    leaked += Thread.interrupted() ? 1 : 0;
                    Threads.await(barrier);
                }
                return leaked;
            });
            for (int i = 0; i < rounds; i++) {
                try (JoinPoint<String> joinPoint = JoinPoint.<String>on((task) -> next[0] = task).open()) {
                    joinPoint.fork(() -> "soon over");
                    Threads.await(barrier);
                    joinPoint.cancel();
                }
                Threads.await(barrier);
            }
            assertThat(Threads.get(leaks)).isZero();
        }
    }

    @Test
    void cancelDoesNotInterruptTheTaskThatCalls() throws Exception {
        try (JoinPoint<Boolean> joinPoint = JoinPoint.<Boolean>on(this.pool).open()) {
            Subtask<Boolean> caller = joinPoint.fork(() -> {
                joinPoint.cancel();
                return Thread.currentThread().isInterrupted() || !joinPoint.isCancelled();
            });
            assertThatExceptionOfType(CancellationException.class).isThrownBy(joinPoint::join);
            assertThat(caller.get()).isFalse();
        }
    }

    @Test
    void interruptFromBeforeTheTaskStaysWithTheCaller() throws Exception {
        Thread.currentThread().interrupt();
        try (JoinPoint<String> joinPoint = JoinPoint.<String>on(Runnable::run).open()) {
            joinPoint.fork(() -> {
                // Another thread cancels while this one is inside of its task
                Threads.awaitStubbornly(cancelFromElsewhere(joinPoint));
                return "done";
            });
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void interruptOfATaskOnTheOwnersThreadDoesNotReachTheJoin() throws Exception {
        try (JoinPoint<String> joinPoint = JoinPoint.<String>on(Runnable::run).open()) {
            joinPoint.fork(() -> {
                Threads.awaitStubbornly(cancelFromElsewhere(joinPoint));
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
                return "done";
            });
            assertThatExceptionOfType(CancellationException.class).isThrownBy(joinPoint::join);
        }
    }

    @Test
    void interruptOfAnOuterTaskSurvivesTheInnerOne() throws Exception {
        try (JoinPoint<Boolean> joinPoint = JoinPoint.<Boolean>on(Runnable::run).open()) {
            Subtask<Boolean> outer = joinPoint.fork(() -> {
                joinPoint.fork(() -> {
                    Threads.awaitStubbornly(cancelFromElsewhere(joinPoint));
                    return true;
                });
                return Thread.currentThread().isInterrupted();
            });
            assertThatExceptionOfType(CancellationException.class).isThrownBy(joinPoint::join);
            assertThat(outer.get()).isTrue();
        }
    }

    @Test
    void interruptOfAnInnerJoinPointDoesNotReachTheOuterTask() throws Exception {
        try (JoinPoint<Boolean> outer = JoinPoint.<Boolean>on(Runnable::run).open()) {
            outer.fork(() -> {
                try (JoinPoint<String> inner = JoinPoint.<String>on(Runnable::run).open()) {
                    inner.fork(() -> {
                        Threads.awaitStubbornly(cancelFromElsewhere(inner));
                        return "done";
                    });
                }
                return Thread.currentThread().isInterrupted();
            });
            assertThat(outer.join()).containsExactly(false);
        }
    }

    @Test
    void interruptOfAnOuterTaskIsNotLostAtTheEndOfAnInnerOneThatIsInterruptedToo() throws Exception {
        for (int round = 0; round < 5000; round++) {
            CountDownLatch inside = new CountDownLatch(1);
            CountDownLatch bothCancelled = new CountDownLatch(2);
            try (JoinPoint<String> inner = JoinPoint.<String>on(Runnable::run).open();
                    JoinPoint<Boolean> outer = JoinPoint.<Boolean>on(Runnable::run).open()) {
                this.pool.execute(() -> cancel(inner, inside, bothCancelled));
                this.pool.execute(() -> cancel(outer, inside, bothCancelled));
                AtomicBoolean interrupted = new AtomicBoolean();
                outer.fork(() -> {
                    inner.fork(() -> {
                        inside.countDown();
                        while (!Thread.currentThread().isInterrupted()) {
                            LockSupport.park();
                        }
                        return "done";
                    });
                    Threads.awaitStubbornly(bothCancelled);
                    interrupted.set(Thread.currentThread().isInterrupted());
                    return true;
                });
                assertThat(interrupted).isTrue();
            }
        }
    }

    private static void cancel(JoinPoint<?> joinPoint, CountDownLatch inside, CountDownLatch cancelled) {
        Threads.awaitStubbornly(inside);
        joinPoint.cancel();
        cancelled.countDown();
    }

    @Test
    void cancelInsideAnInnerTaskDoesNotInterruptTheOuterOneOfItsThread() throws Exception {
        try (JoinPoint<Boolean> outer = JoinPoint.<Boolean>on(Runnable::run).open()) {
            Subtask<Boolean> task = outer.fork(() -> {
                try (JoinPoint<String> inner = JoinPoint.<String>on(Runnable::run).open()) {
                    inner.fork(() -> {
                        outer.cancel();
                        return "done";
                    });
                    inner.join();
                }
                return outer.isCancelled();
            });
            assertThatExceptionOfType(CancellationException.class).isThrownBy(outer::join);
            assertThat(task.get()).isTrue();
        }
    }

    private static CountDownLatch cancelFromElsewhere(JoinPoint<?> joinPoint) {
        CountDownLatch cancelled = new CountDownLatch(1);
        Threads.daemon(() -> {
            joinPoint.cancel();
            cancelled.countDown();
        }).start();
        return cancelled;
    }

    @Test
    void interruptWhileTasksEndAfterTheDeadlineThrows() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (Threads threads = new Threads()) {
            CompletableFuture<Thread> owner = new CompletableFuture<>();
            CountDownLatch thrown = new CountDownLatch(1);
            Future<?> end = threads.run(() -> {
                owner.complete(Thread.currentThread());
                try (JoinPoint<String> joinPoint = JoinPoint.<String>on(this.pool)
                    .deadline(Duration.ofMillis(1))
                    .open()) {
                    joinPoint.fork(() -> {
                        running.countDown();
                        try {
                            new CountDownLatch(1).await();
                        }
                        catch (InterruptedException ex) {
                            cancelled.countDown();
                        }
                        Threads.awaitStubbornly(mayEnd);
                    });
                    Threads.await(running);
                    assertThatExceptionOfType(InterruptedException.class).isThrownBy(joinPoint::join);
                    thrown.countDown();
                    assertThatExceptionOfType(JoinTimeoutException.class).isThrownBy(joinPoint::join);
                }
            });
            Threads.await(cancelled);
            Threads.get(owner).interrupt();
            Threads.await(thrown);
            mayEnd.countDown();
            Threads.get(end);
        }
    }

}
