// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class DrainOptionsTests {

    private static DrainOptions options(Duration timeout, Duration min, Duration quiet, Duration max, Duration grace) {
        return new DrainOptions(timeout, min, quiet, max, DrainOptions.Admission.ALL, true, grace);
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 2, 3, 4 })
    void durationsOutsideOfADayFailByName(int index) {
        for (Duration bad : List.of(Duration.ofNanos(-1), Duration.ofHours(24).plusNanos(1))) {
            Duration[] d = { Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofHours(24), Duration.ZERO };
            d[index] = bad;
            String name = List.of("timeout", "minDelay", "quietPeriod", "maxDelay", "interruptGrace").get(index);
            assertThatIllegalArgumentException().isThrownBy(() -> options(d[0], d[1], d[2], d[3], d[4]))
                .withMessageContainingAll(name, bad.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 2, 3, 4 })
    @SuppressWarnings("NullAway") // what a caller without null checks would pass
    void missingDurationsFailByName(int index) {
        Duration[] d = { Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO };
        d[index] = null;
        String name = List.of("timeout", "minDelay", "quietPeriod", "maxDelay", "interruptGrace").get(index);
        assertThatNullPointerException().isThrownBy(() -> options(d[0], d[1], d[2], d[3], d[4]))
            .withMessage(name + " must not be null");
    }

    @Test
    void minimumAboveMaximumFails() {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> options(Duration.ZERO, Duration.ofSeconds(2), Duration.ZERO, Duration.ofSeconds(1),
                    Duration.ZERO))
            .withMessageContaining("PT2S > PT1S");
    }

    @Test
    void ofTimeoutHasNoDelay() {
        DrainOptions options = DrainOptions.ofTimeout(Duration.ofHours(24));
        assertThat(options.timeout()).isEqualTo(Duration.ofHours(24));
        assertThat(options.maxDelay()).isZero();
        assertThat(options.admission()).isEqualTo(DrainOptions.Admission.ALL);
        assertThat(options.interrupt()).isTrue();
    }

}
