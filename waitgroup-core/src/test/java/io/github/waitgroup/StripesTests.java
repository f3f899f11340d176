// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StripesTests {

    private final Stripes stripes = new Stripes();

    @Test
    void oneThreadNeedsOneStripe() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(this.stripes.enter(this.stripes.words())).isTrue();
        }
        assertThat(this.stripes.words()).hasSize(16);
        assertThat(this.stripes.entered()).isEqualTo(1_000);
    }

    @Test
    void threadsThatTakeTurnsGetStripesOfTheirOwn() throws Exception {
        int rounds = 100;
        for (int i = 0; i < rounds; i++) {
            count();
            try (Threads threads = new Threads()) {
                Threads.get(threads.run(this::count));
            }
        }
        assertThat(this.stripes.words().length).isGreaterThan(16);
        assertThat(this.stripes.entered()).isEqualTo(2L * rounds);
    }

    private void count() {
        if (!this.stripes.enter(this.stripes.words())) {
            this.stripes.enterExactly();
        }
    }

    @Test
    void whatMeetsASealedWordIsNotCounted() {
        this.stripes.enter(this.stripes.words());
        this.stripes.seal();
        assertThat(this.stripes.enter(this.stripes.words())).isFalse();
        assertThat(this.stripes.leave(this.stripes.words())).isFalse();
        assertThat(this.stripes.inFlight()).isOne();
        this.stripes.unseal();
        assertThat(this.stripes.enter(this.stripes.words())).isTrue();
        assertThat(this.stripes.entered()).isEqualTo(2);
        assertThat(this.stripes.gone()).isZero();
    }

    @Test
    void whoHasTheOldWordsAfterRenewingIsNotCounted() {
        long[] old = this.stripes.words();
        this.stripes.seal();
        this.stripes.renew();
        assertThat(this.stripes.leave(old)).isFalse();
        assertThat(this.stripes.leave(this.stripes.words())).isTrue();
    }

    @Test
    void noCountIsLostWhileWordsAreSealedOpenedAndWidened() throws Exception {
        Count count = new Count("test");
        int each = 200_000;
        int workers = 3;
        try (Threads threads = new Threads()) {
            List<Future<?>> futures = new ArrayList<>();
            for (int t = 0; t < workers; t++) {
                futures.add(threads.run(() -> {
                    for (int i = 0; i < each; i++) {
                        count.enter(false);
                        Gate.open(count.leave());
                        count.add(1, false);
                        assertThat(count.done(null)).isTrue();
                        assertThat(count.release(count.hold(false), null)).isTrue();
                    }
                }));
            }
            while (!futures.stream().allMatch(Future::isDone)) {
                count.await(0, Long.MAX_VALUE, () -> {
                });
                assertThat(count.totals().inFlight()).isNotNegative();
            }
            for (Future<?> future : futures) {
                Threads.get(future);
            }
        }
        assertThat(count.totals()).isEqualTo(new WaitGroupTotals(0, 3L * each * workers, 0, 0));
    }

    @Test
    void noCountIsLostWhileTheFirstCrowdComes() throws Exception {
        int rounds = 300;
        int each = 200;
        CyclicBarrier barrier = new CyclicBarrier(3);
        Count[] count = new Count[1];
        try (Threads threads = new Threads()) {
            List<Future<?>> futures = new ArrayList<>();
            for (int t = 0; t < 2; t++) {
                futures.add(threads.run(() -> {
                    for (int round = 0; round < rounds; round++) {
                        Threads.await(barrier);
                        for (int i = 0; i < each; i++) {
                            count[0].enter(false);
                            Thread.onSpinWait();
                            Gate.open(count[0].leave());
                        }
                        Threads.await(barrier);
                    }
                }));
            }
            for (int round = 0; round < rounds; round++) {
                count[0] = new Count("test");
                Threads.await(barrier);
                CompletableFuture<?> zero = count[0].zero();
                Threads.await(barrier);
                assertThat(zero).isDone();
                assertThat(count[0].totals()).isEqualTo(new WaitGroupTotals(0, 2L * each, 0, 0));
            }
            for (Future<?> future : futures) {
                Threads.get(future);
            }
        }
    }

}
