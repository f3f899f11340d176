// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Forbids a total of zero that never was: one group read before, another after the work
 * went from the one to the other.
 */
class WaitGroupRegistryTotalTests {

    private final WaitGroupRegistry registry = new WaitGroupRegistry();

    @Test
    void unitThatRegistersElsewhereBeforeItEndsKeepsTheTotalUp() throws Exception {
        Registration first = this.registry.group("a").register("first");
        CompletableFuture<?> zero = this.registry.zero();
        Registration second = this.registry.group("b").register("second");
        first.close();
        assertThat(zero).isNotDone();
        assertThat(this.registry.await(Duration.ZERO)).isFalse();
        second.close();
        assertThat(zero).isDone();
    }

    @Test
    void workThatGoesToAndFroIsAwaitedToItsEnd() throws Exception {
        List<WaitGroup> groups = List.of(this.registry.group("a"), this.registry.group("b"));
        try (Threads threads = new Threads()) {
            for (int round = 0; round < 200; round++) {
                AtomicInteger hops = new AtomicInteger();
                Registration start = groups.get(0).register("start");
                Future<?> worker = threads.run(() -> {
                    Registration unit = start;
                    for (int i = 1; i <= 200; i++) {
                        Registration next = groups.get(i % 2).enqueue("next");
                        unit.close();
                        unit = next;
                        hops.setPlain(i);
                    }
                    unit.close();
                });
                assertThat(this.registry.await(Threads.BOUND)).isTrue();
                assertThat(hops.getPlain()).isEqualTo(200);
                Threads.get(worker);
            }
        }
        assertThat(this.registry.count()).isZero();
    }

    @Test
    void whoLearnsOfAZeroFindsGroupAndTotalAtZero() throws Exception {
        WaitGroup group = this.registry.group("a");
        Registration unit = group.register("unit");
        List<CompletableFuture<Long>> counts = countsAtZero(group);
        unit.close();
        checkZero(counts);
        group.add(1);
        counts = countsAtZero(group);
        group.done();
        checkZero(counts);
        Hold hold = group.hold();
        counts = countsAtZero(group);
        hold.close();
        checkZero(counts);
        group.hold();
        group.add(2);
        counts = countsAtZero(group);
        assertThat(group.abandonAnonymous()).isEqualTo(3);
        checkZero(counts);
    }

    private List<CompletableFuture<Long>> countsAtZero(WaitGroup group) {
        return List.of(group.zero().thenApply((zero) -> this.registry.count() + group.snapshot(1).work().size()),
                this.registry.zero().thenApply((zero) -> group.count()));
    }

    private static void checkZero(List<CompletableFuture<Long>> counts) throws Exception {
        for (CompletableFuture<Long> count : counts) {
            assertThat(Threads.get(count)).isZero();
        }
    }

    @Test
    void groupAtZeroDoesNotMeanTotalZero() throws Exception {
        this.registry.group("a").add(1);
        assertThat(this.registry.group("b").await(Duration.ZERO)).isTrue();
        assertThat(this.registry.await(Duration.ZERO)).isFalse();
        assertThat(this.registry.completion().toCompletableFuture()).isNotDone();
    }

    @Test
    void interruptBeforeAwaitThrows() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(this.registry::await);
    }

}
