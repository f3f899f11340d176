// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CountTests {

    private final Count count = new Count("test");

    @Test
    void whatIsNotInCannotBeCountedOut() {
        assertThat(this.count.done(1)).isFalse();
        this.count.add(2, false);
        assertThat(this.count.done(3)).isFalse();
        this.count.enter(false);
        assertThat(this.count.total()).isEqualTo(3);
        assertThat(this.count.done(2)).isTrue();
        assertThat(this.count.done(1)).isFalse();
        assertThat(this.count.total()).isOne();
    }

}
