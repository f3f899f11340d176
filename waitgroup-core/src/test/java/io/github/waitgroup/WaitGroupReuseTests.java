// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WaitGroupReuseTests {

    private final WaitGroup group = new WaitGroup("test");

    @Test
    void awaitReturnsAtOnceWhenNothingWasEverAdded() throws Exception {
        this.group.await();
        assertThat(this.group.count()).isZero();
    }

    @Test
    void countGoesUpAndDownAsOftenAsOneLikes() throws Exception {
        for (int i = 1; i <= 100; i++) {
            this.group.add(i);
            assertThat(this.group.count()).isEqualTo(i);
            assertThat(this.group.await(Duration.ZERO)).isFalse();
            for (int j = 0; j < i; j++) {
                this.group.done();
            }
            assertThat(this.group.await(Duration.ZERO)).isTrue();
        }
        assertThat(this.group.snapshot(0).completed()).isEqualTo(5050);
    }

    @Test
    void oneZeroReleasesAllWaiters() throws Exception {
        try (Threads threads = new Threads()) {
            for (int round = 0; round < 100; round++) {
                this.group.add(1);
                List<Future<Boolean>> waiters = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    waiters.add(threads.start(() -> this.group.await(Threads.BOUND)));
                }
                this.group.done();
                for (Future<Boolean> waiter : waiters) {
                    assertThat(Threads.get(waiter)).isTrue();
                }
            }
        }
    }

    @Test
    void addsAndUnitsAreAwaitedTogether() throws Exception {
        Registration unit = this.group.register("unit");
        this.group.add(1);
        assertThat(this.group.count()).isEqualTo(2);
        unit.close();
        assertThat(this.group.await(Duration.ZERO)).isFalse();
        this.group.done();
        assertThat(this.group.await(Duration.ZERO)).isTrue();
    }

}
