// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StripesWideningTests {

    private final Stripes stripes = new Stripes();

    @Test
    void whatIsWidenedWhileSealedIsSealed() throws Exception {
        this.stripes.seal();
        long[] lone = this.stripes.words();
        widen();
        assertThat(this.stripes.enter(lone)).isFalse();
        assertThat(this.stripes.enter(this.stripes.words())).isFalse();
        assertThat(this.stripes.leave(this.stripes.words())).isFalse();
        long exactly = this.stripes.inFlight();
        this.stripes.unseal();
        assertThat(this.stripes.enter(lone)).isFalse();
        assertThat(this.stripes.enter(this.stripes.words())).isTrue();
        assertThat(this.stripes.entered() - this.stripes.gone()).isEqualTo(exactly + 1);
    }

    @Test
    void whoHasTheLoneStripeAfterWideningIsNotCounted() throws Exception {
        long[] lone = this.stripes.words();
        widen();
        assertThat(this.stripes.enter(lone)).isFalse();
        assertThat(this.stripes.leave(lone)).isFalse();
    }

    private void widen() throws Exception {
        int before = this.stripes.words().length;
        for (int i = 0; i < 100; i++) {
            count();
            try (Threads threads = new Threads()) {
                Threads.get(threads.run(this::count));
            }
        }
        assertThat(this.stripes.words().length).isGreaterThan(before);
    }

    private void count() {
        if (!this.stripes.enter(this.stripes.words())) {
            this.stripes.enterExactly();
        }
    }

}
