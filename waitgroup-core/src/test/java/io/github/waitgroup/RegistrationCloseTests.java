// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RegistrationCloseTests {

    private final WaitGroup group = new WaitGroup("test");

    @Test
    void closedTwiceIsCountedDownOnce() {
        Registration other = this.group.register("other");
        Registration unit = this.group.register("unit");
        unit.close();
        unit.close();
        assertThat(this.group.count()).isOne();
        assertThat(other.state()).isEqualTo(Registration.State.RUNNING);
    }

    @Test
    void closedByManyThreadsIsCountedDownOnce() throws Exception {
        int rounds = 2_000;
        Registration[] units = new Registration[rounds];
        for (int i = 0; i < rounds; i++) {
            units[i] = this.group.enqueue("unit");
        }
        this.group.add(1);
        CyclicBarrier start = new CyclicBarrier(4);
        try (Threads threads = new Threads()) {
            List<Future<?>> closers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                closers.add(threads.run(() -> {
                    Threads.await(start);
                    for (Registration unit : units) {
                        unit.close();
                    }
                }));
            }
            for (Future<?> closer : closers) {
                Threads.get(closer);
            }
        }
        WaitGroupSnapshot snapshot = this.group.snapshot(10);
        assertThat(this.group.count()).isOne();
        assertThat(snapshot.completed()).isEqualTo(rounds);
        assertThat(snapshot.queued()).isZero();
        assertThat(snapshot.work()).isEmpty();
    }

    @Test
    void failedUnitIsCountedAsCompletedAndFailed() {
        Registration unit = this.group.register("unit");
        unit.fail();
        unit.fail();
        assertThat(this.group.snapshot(0).failed()).isZero();
        unit.close();
        assertThat(this.group.snapshot(0).failed()).isOne();
        assertThat(this.group.snapshot(0).completed()).isOne();
    }

    @Test
    void failAfterTheEndHasNoEffect() {
        Registration unit = this.group.register("unit");
        unit.close();
        unit.fail();
        unit.close();
        assertThat(this.group.snapshot(0).failed()).isZero();
        assertThat(unit.state()).isEqualTo(Registration.State.COMPLETED);
    }

}
