// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.rolling;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReportTests {

    private static final Result FLAWLESS = result(Setup.STARTER, Map.of(), 0);

    private static final Result FAILED = result(Setup.STARTER, Map.of("503", 2), 0);

    private static final Result LOST = result(Setup.STARTER, Map.of(), 1);

    private static final Result STOCK = result(Setup.STOCK, Map.of("503", 1200), 3);

    @Test
    void theStarterKeepsItsWordIfNothingFailsAndNothingIsLost() {
        assertThat(report(FLAWLESS).kept()).isTrue();
        assertThat(report(FAILED).kept()).isFalse();
        assertThat(report(LOST).kept()).isFalse();
    }

    @Test
    void stockHasGivenNoWord() {
        assertThat(report(STOCK, FLAWLESS).kept()).isTrue();
        assertThat(report(STOCK, LOST).kept()).isFalse();
    }

    @Test
    void tableHasARowForEachSetup() {
        assertThat(report(STOCK, FLAWLESS).table().lines().skip(2)).containsExactly(
                "| stock, no settings | 2 | 5,000 | **1,200**: 1200 × 503 | 625 | **3** | 0.9 to 2.5 s |",
                "| **starter**, no settings | 2 | 5,000 | 0 | 625 | 0 | 0.9 to 2.5 s |");
    }

    @Test
    void lastLineSaysWhatCameOfIt() {
        assertThat(FAILED)
            .hasToString("proof: rolling: starter: 2 replacements, 5,000 requests, 2 failed, 625 orders, 0 lost");
    }

    private static Report report(Result... results) {
        return new Report(2, 1, "a machine", List.of(results));
    }

    private static Result result(Setup setup, Map<String, Integer> failures, int lost) {
        return new Result(setup, List.of(Duration.ofMillis(2500), Duration.ofMillis(900)), 5000, failures, 625, lost);
    }

}
