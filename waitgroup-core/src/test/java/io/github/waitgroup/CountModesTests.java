// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.lang.reflect.Field;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The modes of a count: when it is sealed, when it is open again, and what becomes of
 * those who were on their way meanwhile.
 */
class CountModesTests {

    private final Count count = new Count("test");

    private final ReentrantLock lock = get("lock", ReentrantLock.class);

    private final Stripes holds = get("holds", Stripes.class);

    @Test
    void whoAsksOnceLeavesItOpen() throws Exception {
        this.count.enter(false);
        assertThat(await(0)).isFalse();
        assertIsOpen();
    }

    @Test
    void whoGivesUpLeavesItOpen() throws Exception {
        this.count.enter(false);
        assertThat(await(1)).isFalse();
        assertIsOpen();
    }

    @Test
    void zeroLeavesItOpen() throws Exception {
        this.count.enter(false);
        CompletableFuture<?> zero = this.count.zero();
        Gate.open(this.count.leave());
        assertThat(zero).isDone();
        assertIsOpen();
        this.count.close();
        this.count.reopen();
        assertIsOpen();
    }

    @Test
    void whoWaitsLongLooksAgainAndAgain() throws Exception {
        this.count.enter(false);
        CountDownLatch looks = new CountDownLatch(3);
        try (Threads threads = new Threads()) {
            Future<Boolean> waited = threads.start(() -> this.count.await(Long.MAX_VALUE, 1_000, looks::countDown));
            Threads.await(looks);
            Gate.open(this.count.leave());
            assertThat(Threads.get(waited)).isTrue();
        }
    }

    @Test
    void admitsNothingAfterClosing() {
        this.count.close();
        assertThat(this.count.enter(false)).isFalse();
        assertThat(this.count.add(1, false)).isFalse();
        assertThat(this.count.hold(false)).isNegative();
        assertThat(this.count.totals()).isEqualTo(WaitGroupTotals.NONE);
        assertThat(this.count.enter(true)).isTrue();
        assertThat(this.count.add(1, true)).isTrue();
        assertThat(this.count.hold(true)).isNotNegative();
        assertThat(this.count.totals().inFlight()).isEqualTo(3);
    }

    @Test
    void whoLookedAtTheWordsOfHoldsGivenUpCountsOnThemNoMore() {
        this.count.hold(false);
        long[] before = this.holds.words();
        assertThat(this.count.abandonAnonymous(null)).isOne();
        assertThat(this.holds.leave(before)).isFalse();
        assertThat(this.holds.enter(before)).isFalse();
        assertThat(this.count.totals().inFlight()).isZero();
    }

    @Test
    void aHoldGivenUpWhileItsReleaseWaitsForTheLockIsNotReleased() throws Exception {
        int generation = this.count.hold(false);
        CompletableFuture<?> zero = this.count.zero();
        try (Threads threads = new Threads()) {
            Future<Boolean> released;
            this.lock.lock();
            try {
                released = threads.start(() -> this.count.release(generation, null));
                // Nothing tells that a thread has come to a lock but the lock itself
                long begun = System.nanoTime();
                while (!this.lock.hasQueuedThreads() && System.nanoTime() - begun < Threads.BOUND.toNanos()) {
                    Thread.onSpinWait();
                }
                assertThat(this.count.abandonAnonymous(null)).isOne();
            }
            finally {
                this.lock.unlock();
            }
            assertThat(Threads.get(released)).isFalse();
        }
        assertThat(zero).isDone();
        assertThat(this.count.totals()).isEqualTo(new WaitGroupTotals(0, 0, 0, 1));
    }

    // One that follows another, by two threads: there is no zero for anybody to see
    @Test
    void aZeroThatNeverWasIsNotSeen() throws Exception {
        this.count.enter(false);
        try (Threads threads = new Threads()) {
            Future<?> relay = threads.run(() -> {
                for (int i = 0; i < 3_000_000; i++) {
                    this.count.enter(false);
                    Gate.open(this.count.leave());
                }
            });
            while (!relay.isDone()) {
                assertThat(await(0)).isFalse();
            }
            Threads.get(relay);
        }
    }

    private boolean await(long millis) throws InterruptedException {
        return this.count.await(TimeUnit.MILLISECONDS.toNanos(millis), Long.MAX_VALUE, () -> {
        });
    }

    // While it is open nobody who counts needs the lock
    private void assertIsOpen() throws Exception {
        try (Threads threads = new Threads()) {
            this.lock.lock();
            try {
                Threads.get(threads.run(() -> {
                    this.count.enter(false);
                    Gate.open(this.count.leave());
                    this.count.add(1, false);
                    this.count.done(null);
                    this.count.release(this.count.hold(false), null);
                }));
            }
            finally {
                this.lock.unlock();
            }
        }
    }

    private <T> T get(String name, Class<T> type) {
        try {
            Field field = Count.class.getDeclaredField(name);
            field.setAccessible(true);
            return type.cast(field.get(this.count));
        }
        catch (ReflectiveOperationException ex) {
            throw new IllegalStateException(ex);
        }
    }

}
