// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class HoldTests {

    private final WaitGroupRegistry registry = new WaitGroupRegistry();

    private final WaitGroup group = this.registry.group("test");

    private final Drain drain = new Drain(this.registry, new DrainOptions(Duration.ZERO, Duration.ZERO, Duration.ZERO,
            Duration.ZERO, DrainOptions.Admission.ALL, true, Duration.ZERO));

    @Test
    void isCountedUntilItIsClosedForTheFirstTime() throws Exception {
        Hold first = this.group.hold();
        Hold second = this.group.hold();
        first.close();
        first.close();
        assertThat(this.group.count()).isOne();
        assertThat(this.registry.count()).isOne();
        assertThat(this.group.await(Duration.ZERO)).isFalse();
        second.close();
        assertThat(this.group.await(Duration.ZERO)).isTrue();
        assertThat(this.registry.await(Duration.ZERO)).isTrue();
        assertThat(this.group.snapshot(5)).isEqualTo(new WaitGroupSnapshot("test", 0, 0, 2, 0, 0, 0, null, List.of()));
    }

    @Test
    void isCountedButNotListed() {
        this.group.hold();
        WaitGroupSnapshot snapshot = this.group.snapshot(5);
        assertThat(snapshot.inFlight()).isOne();
        assertThat(snapshot.work()).isEmpty();
        assertThat(snapshot.omitted()).isOne();
    }

    @Test
    void isNotMetByDone() {
        this.group.hold();
        assertThatIllegalStateException().isThrownBy(this.group::done);
        assertThat(this.group.count()).isOne();
    }

    @Test
    void isRefusedAfterCloseExceptToWorkInFlight() {
        try (Registration parent = this.group.register("parent")) {
            this.group.close();
            assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(this.group::hold)
                .withMessageStartingWith("hold() after close()");
            parent.run(() -> this.group.hold().close());
        }
        assertThat(this.group.count()).isZero();
        assertThat(this.registry.count()).isZero();
        assertThat(this.group.snapshot(0).registered()).isEqualTo(2);
    }

    @Test
    void closedAfterTheDrainGaveItUpDoesNotEndAnother() {
        Hold late = this.group.hold();
        DrainReport report = this.drain.await();
        assertThat(report.abandonedCount()).isOne();
        assertThat(this.drain.resume()).isTrue();
        Hold next = this.group.hold();
        late.close();
        assertThat(this.group.count()).isOne();
        assertThat(this.registry.count()).isOne();
        next.close();
        assertThat(this.registry.count()).isZero();
        assertThat(this.group.snapshot(0)).isEqualTo(new WaitGroupSnapshot("test", 0, 0, 1, 0, 1, 0, null, List.of()));
    }

    @Test
    void closedWhileTheDrainGivesItUpIsCountedOnce() throws Exception {
        int rounds = 5_000;
        CyclicBarrier barrier = new CyclicBarrier(2);
        Hold[] hold = new Hold[1];
        long givenUp = 0;
        try (Threads threads = new Threads()) {
            Future<?> worker = threads.run(() -> {
                for (int i = 0; i < rounds; i++) {
                    Threads.await(barrier);
                    hold[0].close();
                    this.group.hold().close();
                    Threads.await(barrier);
                }
            });
            for (int i = 0; i < rounds; i++) {
                hold[0] = this.group.hold();
                Threads.await(barrier);
                givenUp += this.group.abandonAnonymous();
                Threads.await(barrier);
                assertThat(this.registry.count()).isZero();
            }
            Threads.get(worker);
        }
        WaitGroupSnapshot snapshot = this.group.snapshot(0);
        assertThat(snapshot.abandoned()).isEqualTo(givenUp);
        assertThat(snapshot.completed()).isEqualTo(2L * rounds - givenUp);
        assertThat(snapshot.inFlight()).isZero();
    }

    @Test
    void closedByManyThreadsAtOnceIsCountedOnce() throws Exception {
        int rounds = 2_000;
        CyclicBarrier barrier = new CyclicBarrier(3);
        Hold stays = this.group.hold();
        Hold[] hold = { stays };
        try (Threads threads = new Threads()) {
            List<Future<?>> closers = new ArrayList<>();
            for (int t = 0; t < 2; t++) {
                closers.add(threads.run(() -> {
                    for (int i = 0; i < rounds; i++) {
                        Threads.await(barrier);
                        hold[0].close();
                        Threads.await(barrier);
                    }
                }));
            }
            for (int i = 0; i < rounds; i++) {
                hold[0] = this.group.hold();
                Threads.await(barrier);
                Threads.await(barrier);
                assertThat(this.group.count()).isOne();
            }
            for (Future<?> closer : closers) {
                Threads.get(closer);
            }
        }
    }

}
