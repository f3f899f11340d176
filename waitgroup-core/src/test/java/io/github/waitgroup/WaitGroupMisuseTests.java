// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class WaitGroupMisuseTests {

    private final WaitGroup group = new WaitGroup("test");

    @Test
    void doneBelowZeroFailsWithTheState() {
        this.group.add(1);
        this.group.done();
        assertThatIllegalStateException().isThrownBy(this.group::done)
            .withMessageContaining("done() called more often than add()")
            .withMessageContaining("test")
            .withMessageContaining("count=0");
        assertThat(this.group.snapshot(0).completed()).isOne();
    }

    @Test
    void doneCannotEndRegisteredUnits() {
        this.group.register("unit");
        assertThatIllegalStateException().isThrownBy(this.group::done);
        assertThat(this.group.count()).isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, -1, Integer.MIN_VALUE })
    void addOfLessThanOneFails(int n) {
        assertThatIllegalArgumentException().isThrownBy(() -> this.group.add(n)).withMessageContaining("" + n);
        assertThat(this.group.count()).isZero();
    }

    @Test
    void overflowFailsAndChangesNothing() {
        this.group.add(Integer.MAX_VALUE);
        assertThatIllegalStateException().isThrownBy(() -> this.group.add(1))
            .withMessageContaining("" + Integer.MAX_VALUE);
        assertThat(this.group.count()).isEqualTo(Integer.MAX_VALUE);
        assertThat(this.group.snapshot(0).registered()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void addsDoNotOverflowIntoUnits() {
        this.group.register("unit").close();
        this.group.add(Integer.MAX_VALUE);
        this.group.register("unit");
        assertThat(this.group.count()).isEqualTo(Integer.MAX_VALUE + 1L);
    }

    @Test
    void overflowOfOneGroupLeavesTheTotalAsItWas() {
        WaitGroupRegistry registry = new WaitGroupRegistry();
        registry.group("a").add(Integer.MAX_VALUE);
        assertThatIllegalStateException().isThrownBy(() -> registry.group("a").add(1));
        assertThatIllegalStateException().isThrownBy(() -> registry.group("b").add(1));
        assertThat(registry.group("b").count()).isZero();
        assertThat(registry.count()).isEqualTo(Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "a b", "-a", ".a", "a/b", "a\n", "\u00e4" })
    void badNamesFail(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new WaitGroup(name)).withMessageContaining(name);
    }

    @ParameterizedTest
    @ValueSource(strings = { "a", "0", "http.server", "my-group_1" })
    void goodNamesAreKept(String name) {
        assertThat(new WaitGroup(name).name()).isEqualTo(name);
    }

    @Test
    void negativeLimitFails() {
        assertThatIllegalArgumentException().isThrownBy(() -> this.group.snapshot(-1)).withMessageContaining("-1");
    }

}
