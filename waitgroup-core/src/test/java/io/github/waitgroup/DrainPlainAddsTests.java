// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class DrainPlainAddsTests {

    private final WaitGroupRegistry registry = new WaitGroupRegistry();

    private final WaitGroup group = this.registry.group("test");

    private final Drain drain = new Drain(this.registry, new DrainOptions(Duration.ZERO, Duration.ZERO, Duration.ZERO,
            Duration.ZERO, DrainOptions.Admission.ALL, true, Duration.ZERO));

    @Test
    void lateDoneOfAnAddGivenUpIsNoMisuseButOneMoreIs() {
        this.group.add(2);
        DrainReport report = this.drain.await();
        assertThat(report.outcome()).isEqualTo(Drain.State.ABANDONED);
        assertThat(report.abandonedCount()).isEqualTo(2);
        assertThat(report.abandoned()).isEmpty();
        assertThat(this.registry.count()).isZero();
        this.group.done();
        this.group.done();
        assertThatIllegalStateException().isThrownBy(this.group::done);
        assertThat(this.group.snapshot(0)).isEqualTo(new WaitGroupSnapshot("test", 0, 0, 0, 0, 2, 0, null, List.of()));
    }

    @Test
    void doneAndGivingUpAtTheSameTimeCountEachAddOnce() throws Exception {
        int rounds = 10_000;
        CyclicBarrier barrier = new CyclicBarrier(2);
        long givenUp = 0;
        AtomicBoolean over = new AtomicBoolean();
        try (Threads threads = new Threads()) {
            Future<?> worker = threads.run(() -> {
                for (int i = 0; i < rounds; i++) {
                    Threads.await(barrier);
                    this.group.done();
                    Threads.await(barrier);
                }
            });
            Future<?> monitor = threads.run(() -> {
                while (!over.get()) {
                    WaitGroupSnapshot snapshot = this.group.snapshot(0);
                    assertThat(List.of(snapshot.inFlight(), snapshot.completed(), snapshot.abandoned()))
                        .allMatch((number) -> number >= 0);
                }
            });
            for (int i = 0; i < rounds; i++) {
                this.group.add(1);
                Threads.await(barrier);
                givenUp += this.group.abandonAnonymous();
                Threads.await(barrier);
            }
            Threads.get(worker);
            over.set(true);
            Threads.get(monitor);
        }
        WaitGroupSnapshot snapshot = this.group.snapshot(0);
        assertThat(snapshot.abandoned()).isEqualTo(givenUp);
        assertThat(snapshot.completed()).isEqualTo(rounds - givenUp);
        assertThat(snapshot.inFlight()).isZero();
        assertThat(this.registry.count()).isZero();
        assertThatIllegalStateException().isThrownBy(this.group::done);
    }

}
