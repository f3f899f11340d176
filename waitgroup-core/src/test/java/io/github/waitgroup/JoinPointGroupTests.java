// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JoinPointGroupTests {

    private final WaitGroupRegistry registry = new WaitGroupRegistry();

    private final WaitGroup group = this.registry.group("test");

    private final Queue<Runnable> queue = new ArrayDeque<>();

    @Test
    void countsTheTasksWithTheirLabelsFromForkToEnd() throws Exception {
        try (JoinPoint<String> joinPoint = JoinPoint.<String>on(this.queue::add)
            .group(this.group)
            .concurrency(1)
            .open()) {
            joinPoint.fork("first", () -> "a");
            joinPoint.fork(() -> "b");
            assertThat(this.group.snapshot(10).work()).extracting(WorkSnapshot::label)
                .containsExactly("first", "task 2");
            assertThat(this.group.snapshot(0).queued()).isEqualTo(2);
            this.queue.remove().run();
            assertThat(this.group.count()).isOne();
            this.queue.remove().run();
            joinPoint.join();
        }
        assertThat(this.group.count()).isZero();
        assertThat(this.group.snapshot(0).completed()).isEqualTo(2);
        assertThat(this.group.snapshot(0).failed()).isZero();
    }

    @Test
    void tasksHaveTheForkingThreadsUnitAsParentAndAreParentsThemselves() throws Exception {
        Registration request = this.group.register("request");
        OptionalLong[] parents = new OptionalLong[2];
        Registration[] units = new Registration[1];
        try (JoinPoint<String> joinPoint = JoinPoint.<String>on(this.queue::add).group(this.group).open()) {
            try (Scope scope = request.enter()) {
                assertThat(scope).isNotNull();
                joinPoint.fork(() -> {
                    units[0] = current();
                    parents[0] = current().parent();
                    joinPoint.fork("child", () -> {
                        parents[1] = current().parent();
                        return "child";
                    });
                    return "task";
                });
            }
            this.queue.remove().run();
            this.queue.remove().run();
            joinPoint.join();
        }
        request.close();
        assertThat(parents[0]).hasValue(request.id());
        assertThat(parents[1]).hasValue(units[0].id());
        assertThat(Registration.current()).isNull();
    }

    private static Registration current() {
        @Nullable Registration current = Registration.current();
        return Objects.requireNonNull(current);
    }

    @Test
    void whatFailedIsCountedSoAndWhatWasNeverBegunIsNot() throws Exception {
        try (JoinPoint<String> joinPoint = JoinPoint.<String>on(this.queue::add).group(this.group).failFast().open()) {
            joinPoint.fork(() -> "good");
            joinPoint.fork(() -> {
                throw new IOException("expected");
            });
            joinPoint.fork(() -> "never begun");
            this.queue.remove().run();
            this.queue.remove().run();
            assertThat(this.group.count()).as("at once, not when the executor comes to it").isZero();
            assertThatExceptionOfType(JoinException.class).isThrownBy(joinPoint::join);
        }
        WaitGroupSnapshot snapshot = this.group.snapshot(0);
        assertThat(snapshot.completed()).isEqualTo(3);
        assertThat(snapshot.failed()).isOne();
        assertThat(snapshot.queued()).isZero();
    }

    @Test
    void whatWasCancelledWhileItRanIsNotCountedAsFailed() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        try (Threads threads = new Threads();
                JoinPoint<String> joinPoint = JoinPoint
                    .<String>on((task) -> assertThat(threads.run(task::run)).isNotNull())
                    .group(this.group)
                    .open()) {
            joinPoint.fork(() -> {
                running.countDown();
                new CountDownLatch(1).await();
                return "never";
            });
            Threads.await(running);
            joinPoint.cancel();
            assertThatExceptionOfType(CancellationException.class).isThrownBy(joinPoint::join);
        }
        assertThat(this.group.snapshot(0).completed()).isOne();
        assertThat(this.group.snapshot(0).failed()).isZero();
    }

    @Test
    void unitHasEndedWhenTheJoinReturns() throws Exception {
        try (Threads threads = new Threads()) {
            for (int round = 0; round < 1_000; round++) {
                try (JoinPoint<String> joinPoint = JoinPoint
                    .<String>on((task) -> assertThat(threads.run(task::run)).isNotNull())
                    .group(this.group)
                    .open()) {
                    joinPoint.fork(() -> "done");
                    joinPoint.join();
                    assertThat(this.group.count()).isZero();
                    assertThat(this.group.snapshot(0).completed()).isEqualTo(round + 1);
                }
            }
        }
    }

    @Test
    void groupsClosedToRootWorkAdmitWhatTasksFork() throws Exception {
        try (JoinPoint<Integer> joinPoint = JoinPoint.<Integer>on(Runnable::run).group(this.group).open()) {
            joinPoint.fork(() -> {
                this.group.close();
                joinPoint.fork(() -> 2);
                return 1;
            });
            assertThat(joinPoint.join()).containsExactly(1, 2);
        }
    }

    @Test
    void taskThatADrainGaveUpWhileItWasQueuedHasFailed() throws Exception {
        try (JoinPoint<String> joinPoint = JoinPoint.<String>on(this.queue::add).group(this.group).open()) {
            joinPoint.fork("queued", () -> "never");
            DrainReport report = new Drain(this.registry, DrainOptions.ofTimeout(Duration.ZERO)).await();
            assertThat(report.abandoned()).extracting(WorkSnapshot::label).containsExactly("queued");
            this.queue.remove().run();
            assertThatExceptionOfType(JoinException.class).isThrownBy(joinPoint::join)
                .withCauseInstanceOf(CancellationException.class)
                .withMessageContaining("A drain gave up 'queued' before it was begun");
        }
        assertThat(this.group.count()).isZero();
    }

    @Test
    void drainNamesWhatItInterruptedAlsoIfItWasCancelledForThatByAnotherTask() throws Exception {
        CountDownLatch running = new CountDownLatch(2);
        CountDownLatch bothInterrupted = new CountDownLatch(1);
        try (Threads threads = new Threads();
                JoinPoint<String> joinPoint = JoinPoint
                    .<String>on((task) -> assertThat(threads.run(task::run)).isNotNull())
                    .group(this.group)
                    .failFast()
                    .open()) {
            joinPoint.fork("fails", () -> {
                running.countDown();
                try {
                    new CountDownLatch(1).await();
                }
                finally {
                    Threads.awaitStubbornly(bothInterrupted);
                }
                return "never";
            });
            Subtask<String> cancelled = joinPoint.fork("cancelled", () -> {
                running.countDown();
                try {
                    new CountDownLatch(1).await();
                }
                catch (InterruptedException ex) {
                    bothInterrupted.countDown();
                    // Now by the failure of the other one
                    new CountDownLatch(1).await();
                }
                return "never";
            });
            Threads.await(running);
            Future<DrainReport> report = threads
                .start(() -> new Drain(this.registry, DrainOptions.ofTimeout(Duration.ZERO)).await());
            assertThatExceptionOfType(JoinException.class).isThrownBy(joinPoint::join);
            assertThat(cancelled.state()).isEqualTo(Subtask.State.CANCELLED);
            assertThat(Threads.get(report).abandoned()).extracting(WorkSnapshot::label)
                .containsExactlyInAnyOrder("fails", "cancelled");
        }
        assertThat(this.group.snapshot(0).failed()).isZero();
    }

    @Test
    void drainInterruptsARunningTaskWhichThenHasFailed() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        try (Threads threads = new Threads()) {
            try (JoinPoint<String> joinPoint = JoinPoint
                .<String>on((task) -> assertThat(threads.run(task::run)).isNotNull())
                .group(this.group)
                .open()) {
                joinPoint.fork("running", () -> {
                    running.countDown();
                    new CountDownLatch(1).await();
                    return "never";
                });
                Threads.await(running);
                CompletableFuture<DrainReport> report = CompletableFuture
                    .supplyAsync(() -> new Drain(this.registry, DrainOptions.ofTimeout(Duration.ZERO)).await());
                assertThatExceptionOfType(JoinException.class).isThrownBy(joinPoint::join)
                    .withCauseInstanceOf(InterruptedException.class);
                assertThat(Threads.get(report).abandonedCount()).isOne();
            }
        }
    }

}
