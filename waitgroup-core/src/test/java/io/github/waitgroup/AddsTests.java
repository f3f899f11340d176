// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AddsTests {

    private final Adds adds = new Adds();

    @Test
    void whatIsWrongIsStillWrongAfterSealing() {
        assertThat(this.adds.done()).isEqualTo(Adds.Outcome.DOUBTFUL);
        this.adds.seal();
        assertThat(this.adds.inFlight()).isZero();
        assertThat(this.adds.settleDone()).isFalse();
        this.adds.unseal();
        checkEmptyAndOpen();
    }

    @Test
    void whatIsWrongIsStillWrongAfterSealingAndOpening() {
        assertThat(this.adds.done()).isEqualTo(Adds.Outcome.DOUBTFUL);
        this.adds.seal();
        this.adds.unseal();
        assertThat(this.adds.settleDone()).isFalse();
        checkEmptyAndOpen();
    }

    @Test
    void whatLookedWrongButWasNotIsCounted() {
        assertThat(this.adds.done()).isEqualTo(Adds.Outcome.DOUBTFUL);
        assertThat(this.adds.add(1)).isEqualTo(Adds.Outcome.COUNTED);
        this.adds.seal();
        assertThat(this.adds.settleDone()).isTrue();
        assertThat(this.adds.inFlight()).isZero();
        this.adds.unseal();
        checkEmptyAndOpen();
    }

    @Test
    void whatIsInFlightStaysSoAfterOpening() {
        this.adds.add(2);
        this.adds.seal();
        assertThat(this.adds.doneExactly()).isTrue();
        this.adds.unseal();
        assertThat(this.adds.done()).isEqualTo(Adds.Outcome.COUNTED);
        checkEmptyAndOpen();
    }

    private void checkEmptyAndOpen() {
        assertThat(this.adds.entered()).isEqualTo(this.adds.gone());
        assertThat(this.adds.add(1)).isEqualTo(Adds.Outcome.COUNTED);
        assertThat(this.adds.done()).isEqualTo(Adds.Outcome.COUNTED);
        assertThat(this.adds.done()).isEqualTo(Adds.Outcome.DOUBTFUL);
        assertThat(this.adds.settleDone()).isFalse();
    }

}
