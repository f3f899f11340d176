// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WaitGroupInterruptTests {

    private final WaitGroup group = new WaitGroup("test");

    @AfterEach
    void leaveNoInterrupt() {
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void interruptBeforeAwaitThrowsEvenIfNothingIsInFlight() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(this.group::await);
    }

    @Test
    void interruptBeforeTimedAwaitThrows() {
        this.group.add(1);
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> this.group.await(Duration.ZERO));
    }

    @Test
    void interruptWhileAwaitingThrowsAndClearsTheStatus() throws Exception {
        this.group.add(1);
        try (Threads threads = new Threads()) {
            for (int i = 0; i < 200; i++) {
                CompletableFuture<Thread> waiter = new CompletableFuture<>();
                Future<Boolean> wasThrown = threads.start(() -> {
                    waiter.complete(Thread.currentThread());
                    try {
                        this.group.await();
                        return false;
                    }
                    catch (InterruptedException ex) {
                        return !Thread.currentThread().isInterrupted();
                    }
                });
                Threads.get(waiter).interrupt();
                assertThat(Threads.get(wasThrown)).isTrue();
            }
        }
        this.group.done();
        assertThat(this.group.await(Threads.BOUND)).isTrue();
    }

}
