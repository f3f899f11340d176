// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WaitGroupMemoryEffectsTests {

    private static final int ROUNDS = 10_000;

    private final WaitGroup group = new WaitGroup("test");

    private int plain;

    @Test
    void whatWasWrittenBeforeDoneIsReadAfterAwait() throws Exception {
        race(() -> this.group.add(1), this.group::done);
    }

    @Test
    void whatWasWrittenBeforeCloseIsReadAfterAwait() throws Exception {
        Registration[] unit = { this.group.register("first") };
        unit[0].close();
        race(() -> unit[0] = this.group.register("unit"), () -> unit[0].close());
    }

    private void race(Runnable in, Runnable out) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(2);
        try (Threads threads = new Threads()) {
            Future<?> worker = threads.run(() -> {
                for (int i = 1; i <= ROUNDS; i++) {
                    Threads.await(barrier);
                    this.plain = i;
                    out.run();
                    Threads.await(barrier);
                }
            });
            for (int i = 1; i <= ROUNDS; i++) {
                in.run();
                Threads.await(barrier);
                assertThat(this.group.await(Threads.BOUND)).isTrue();
                assertThat(this.plain).isEqualTo(i);
                Threads.await(barrier);
            }
            Threads.get(worker);
        }
    }

}
