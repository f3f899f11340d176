// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link PretendWork}.
 */
class PretendWorkTests {

    @Test
    void anInterruptFailsTheTaskAndIsNotSwallowed() {
        Thread.currentThread().interrupt();
        assertThatIllegalStateException()
            .isThrownBy(() -> new PretendWork().take(Duration.ofHours(1), Duration.ofHours(2)))
            .withCauseInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

}
