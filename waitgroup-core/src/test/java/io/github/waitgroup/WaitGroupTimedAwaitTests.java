// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WaitGroupTimedAwaitTests {

    private final WaitGroup group = new WaitGroup("test");

    @Test
    void zeroAtOnceBeatsAnyTimeout() throws Exception {
        assertThat(this.group.await(Duration.ZERO)).isTrue();
        assertThat(this.group.await(Duration.ofSeconds(Long.MIN_VALUE))).isTrue();
        assertThat(this.group.await(Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
    }

    @Test
    void timeoutThatIsNotPositiveDoesNotWait() throws Exception {
        this.group.add(1);
        assertThat(this.group.await(Duration.ZERO)).isFalse();
        assertThat(this.group.await(Duration.ofNanos(-1))).isFalse();
        assertThat(this.group.await(Duration.ofSeconds(Long.MIN_VALUE))).isFalse();
    }

    @Test
    void timeoutThatIsOverReturnsFalseAndNotBefore() throws Exception {
        this.group.add(1);
        long start = System.nanoTime();
        assertThat(this.group.await(Duration.ofMillis(5))).isFalse();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(5_000_000);
    }

    @Test
    void timeoutLongerThanAnyClockWaits() throws Exception {
        this.group.add(1);
        try (Threads threads = new Threads()) {
            Future<Boolean> waiter = threads.start(() -> this.group.await(Duration.ofSeconds(Long.MAX_VALUE)));
            this.group.done();
            assertThat(Threads.get(waiter)).isTrue();
        }
    }

    @Test
    void waiterWhoseTimeWasOverDoesNotDisturbTheOthers() throws Exception {
        this.group.add(1);
        CompletableFuture<?> zero = this.group.completion().toCompletableFuture();
        assertThat(this.group.await(Duration.ofNanos(1))).isFalse();
        assertThat(zero).isNotDone();
        this.group.done();
        assertThat(zero).isDone();
    }

}
