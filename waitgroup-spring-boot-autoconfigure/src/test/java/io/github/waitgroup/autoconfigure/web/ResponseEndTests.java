// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ResponseEndTests {

    private final ResponseEnd end = new ResponseEnd();

    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void comeShouldRunActionOnce() {
        this.end.then(this.calls::incrementAndGet);
        assertThat(this.calls).hasValue(0);
        this.end.come();
        this.end.come();
        assertThat(this.calls).hasValue(1);
    }

    @Test
    void thenWhenEndHasComeShouldRunActionAtOnce() {
        this.end.come();
        this.end.then(this.calls::incrementAndGet);
        assertThat(this.calls).hasValue(1);
    }

    @Test
    void thenWhenAwaitedAlreadyShouldFail() {
        this.end.then(this.calls::incrementAndGet);
        assertThatIllegalStateException().isThrownBy(() -> this.end.then(this.calls::incrementAndGet));
    }

}
