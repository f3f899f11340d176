// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Forbids that a zero lets somebody through who came after it: a waiter that joins while
 * the gate of the zero before is still being opened.
 */
class WaitGroupNoFalseReleaseTests {

    private final WaitGroup group = new WaitGroup("test");

    @Test
    void zeroBeforeTheWaiterCameDoesNotReleaseIt() {
        this.group.add(1);
        CompletableFuture<?> first = this.group.zero();
        this.group.done();
        this.group.add(1);
        CompletableFuture<?> second = this.group.zero();
        assertThat(first).isDone();
        assertThat(second).isNotDone();
    }

    @Test
    void waiterWithWorkOfItsOwnInFlightIsNeverReleased() throws Exception {
        int rounds = 100_000;
        try (Threads threads = new Threads()) {
            Future<?> other = threads.run(() -> {
                for (int i = 0; i < rounds; i++) {
                    this.group.add(1);
                    CompletableFuture<?> zero = this.group.zero();
                    assertThat(zero).isNotNull();
                    this.group.done();
                }
            });
            for (int i = 0; i < rounds; i++) {
                this.group.add(1);
                CompletableFuture<?> zero = this.group.zero();
                boolean released = zero.isDone();
                this.group.done();
                assertThat(released).isFalse();
            }
            Threads.get(other);
        }
        assertThat(this.group.await(Duration.ZERO)).isTrue();
    }

}
