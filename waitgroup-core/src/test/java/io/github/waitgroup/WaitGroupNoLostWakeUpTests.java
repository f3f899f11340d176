// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Forbids a waiter that sleeps on although zero was reached: the last done() and the
 * first await() at the same time.
 */
class WaitGroupNoLostWakeUpTests {

    private static final int ROUNDS = 20_000;

    private final WaitGroup group = new WaitGroup("test");

    @Test
    void lastDoneWakesWhoeverIsAboutToWait() throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(2);
        try (Threads threads = new Threads()) {
            Future<?> worker = threads.run(() -> {
                for (int i = 0; i < ROUNDS; i++) {
                    Threads.await(barrier);
                    this.group.done();
                }
            });
            for (int i = 0; i < ROUNDS; i++) {
                this.group.add(1);
                Threads.await(barrier);
                assertThat(this.group.await(Threads.BOUND)).isTrue();
            }
            Threads.get(worker);
        }
    }

    @Test
    void gateAskedForDuringTheLastDoneIsOpened() throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(2);
        try (Threads threads = new Threads()) {
            Future<?> worker = threads.run(() -> {
                for (int i = 0; i < ROUNDS; i++) {
                    Threads.await(barrier);
                    this.group.done();
                    Threads.await(barrier);
                }
            });
            for (int i = 0; i < ROUNDS; i++) {
                this.group.add(1);
                Threads.await(barrier);
                CompletableFuture<?> zero = this.group.zero();
                Threads.await(barrier);
                assertThat(zero).isDone();
            }
            Threads.get(worker);
        }
    }

}
