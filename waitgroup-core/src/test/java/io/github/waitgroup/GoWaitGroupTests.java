// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What Go promises of {@code sync.WaitGroup} and tests there, put in Java's words. One
 * promise differs: Go forbids to use a group again before all waiters of the last round
 * have returned; here each waiter is released by the first zero after it came.
 */
class GoWaitGroupTests {

    private static final int WORKERS = 16;

    private static final int ROUNDS = 1_000;

    private final ExecutorService executor = Executors.newCachedThreadPool(Threads::daemon);

    @AfterEach
    void shutDown() {
        this.executor.shutdownNow();
    }

    @Test
    void nobodyPassesBeforeAllHaveArrivedRoundAfterRound() throws Exception {
        WaitGroup there = new WaitGroup("there");
        WaitGroup back = new WaitGroup("back");
        try (Threads threads = new Threads()) {
            for (int round = 0; round < 8; round++) {
                // The groups change roles: what was waited for is waited at
                meetAndPart(threads, (round % 2 == 0) ? there : back, (round % 2 == 0) ? back : there);
            }
        }
    }

    private static void meetAndPart(Threads threads, WaitGroup arrivals, WaitGroup departures) throws Exception {
        arrivals.add(WORKERS);
        departures.add(WORKERS);
        AtomicInteger departed = new AtomicInteger();
        CountDownLatch mayDepart = new CountDownLatch(1);
        List<Future<?>> workers = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            workers.add(threads.run(() -> {
                arrivals.done();
                assertThat(arrivals.await(Threads.BOUND)).isTrue();
                Threads.await(mayDepart);
                departed.incrementAndGet();
                departures.done();
            }));
        }
        assertThat(arrivals.await(Threads.BOUND)).isTrue();
        assertThat(departures.await(Duration.ZERO)).isFalse();
        assertThat(departed).hasValue(0);
        mayDepart.countDown();
        assertThat(departures.await(Threads.BOUND)).isTrue();
        assertThat(departed).hasValue(WORKERS);
        for (Future<?> worker : workers) {
            Threads.get(worker);
        }
    }

    @Test
    void aCountBelowZeroIsMisuseAndSaysWhereItStood() {
        WaitGroup group = new WaitGroup("test");
        group.add(1);
        group.done();
        assertThatIllegalStateException().isThrownBy(group::done)
            .withMessageContaining("done() called more often than add()")
            .withMessageContaining("WaitGroup[test, count=0");
        assertThat(group.count()).isZero();
    }

    @Test
    void theGroupIsAsGoodAsBeforeAfterAMisuse() throws Exception {
        WaitGroup group = new WaitGroup("test");
        assertThatIllegalStateException().isThrownBy(group::done);
        group.add(1);
        assertThat(group.await(Duration.ZERO)).isFalse();
        group.done();
        assertThat(group.await(Duration.ZERO)).isTrue();
    }

    @Test
    void aWaiterOfManyTinyRoundsSeesWhatBothWorkersDid() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            WaitGroup group = new WaitGroup("test");
            AtomicInteger ended = new AtomicInteger();
            for (int i = 0; i < 2; i++) {
                group.add(1);
                this.executor.execute(() -> {
                    ended.incrementAndGet();
                    group.done();
                });
            }
            assertThat(group.await(Threads.BOUND)).isTrue();
            assertThat(ended).hasValue(2);
        }
    }

    @Test
    void aWorkerMayCountAnotherOneInWhileSomebodyWaits() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            WaitGroup group = new WaitGroup("test");
            AtomicInteger ended = new AtomicInteger();
            group.add(1);
            this.executor.execute(() -> {
                group.add(1);
                this.executor.execute(() -> {
                    ended.incrementAndGet();
                    group.done();
                });
                ended.incrementAndGet();
                group.done();
            });
            assertThat(group.await(Threads.BOUND)).isTrue();
            assertThat(ended).hasValue(2);
        }
    }

    @Test
    void theGroupMayBeUsedAgainBeforeTheLastWaiterHasReturned() throws Exception {
        WaitGroup group = new WaitGroup("test");
        try (Threads threads = new Threads()) {
            for (int round = 0; round < ROUNDS; round++) {
                group.add(1);
                CompletableFuture<?> gate = group.zero();
                Future<Boolean> waiter = threads.start(() -> group.await(Threads.BOUND));
                group.done();
                group.add(1);
                // The zero in between was the first after the gate was joined
                assertThat(gate).isDone();
                group.done();
                assertThat(Threads.get(waiter)).isTrue();
            }
        }
    }

    @Test
    void goRunsTheTaskAndCountsItUntilItHasEnded() throws Exception {
        WaitGroup group = new WaitGroup("test");
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        for (int i = 0; i < WORKERS; i++) {
            group.go("task", this.executor, () -> {
                Threads.awaitStubbornly(mayEnd);
                ended.incrementAndGet();
            });
        }
        assertThat(group.count()).isEqualTo(WORKERS);
        assertThat(group.await(Duration.ZERO)).isFalse();
        mayEnd.countDown();
        assertThat(group.await(Threads.BOUND)).isTrue();
        assertThat(ended).hasValue(WORKERS);
    }

    @Test
    void aPanicInGoIsCountedOutAndNotSwallowed() throws Exception {
        WaitGroup group = new WaitGroup("test");
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        group.go("task", (task) -> {
            Thread thread = Threads.daemon(task);
            thread.setUncaughtExceptionHandler((where, ex) -> thrown.complete(ex));
            thread.start();
        }, () -> {
            throw new AssertionError("panic");
        });
        assertThat(group.await(Threads.BOUND)).isTrue();
        assertThat(Threads.get(thrown)).isInstanceOf(AssertionError.class).hasMessage("panic");
        assertThat(group.snapshot(0).failed()).isOne();
    }

}
