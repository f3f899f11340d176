// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CountTests {

    private final Count count = new Count("test");

    @Test
    void whatIsNotInCannotBeCountedOut() {
        assertThat(this.count.done(null)).isFalse();
        this.count.enter(false);
        this.count.add(1, false);
        assertThat(inFlight()).isEqualTo(2);
        assertThat(this.count.done(null)).isTrue();
        assertThat(this.count.done(null)).isFalse();
        assertThat(inFlight()).isOne();
    }

    private long inFlight() {
        return this.count.totals().inFlight();
    }

}
