// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.time.Duration;

import io.github.waitgroup.DrainOptions;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what the start says of times that do not go together.
 */
@ExtendWith(OutputCaptureExtension.class)
class BudgetTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class));

    private static Budget budget(boolean interrupt, @Nullable Integer gracePeriod, @Nullable Integer phase) {
        DrainOptions options = new DrainOptions(Duration.ofSeconds(25), Duration.ZERO, Duration.ZERO, Duration.ZERO,
                DrainOptions.Admission.ALL, interrupt, Duration.ofSeconds(2));
        return new Budget(options, (gracePeriod != null) ? Duration.ofSeconds(gracePeriod) : null,
                (phase != null) ? Duration.ofSeconds(phase) : null);
    }

    @Test
    void warningsWhenNothingIsDeclaredShouldBeNone() {
        assertThat(budget(true, null, null).warnings()).isEmpty();
    }

    @Test
    void warningsWhenAllFitsShouldBeNone() {
        assertThat(budget(true, 28, 25).warnings()).isEmpty();
        assertThat(budget(false, 26, 10).warnings()).isEmpty();
    }

    @Test
    void warningsWhenPlatformKillsBeforeTheEndShouldTellBothRemedies() {
        assertThat(budget(true, 27, null).warnings()).containsExactly(
                "A shutdown may take 28s (waitgroup.shutdown.timeout 25s, interrupt-grace 2s, teardown 1s), but the"
                        + " platform kills the process after 27s (waitgroup.shutdown.termination-grace-period), and"
                        + " then nothing tells what was lost: raise the grace period to 28s or more, or lower"
                        + " waitgroup.shutdown.timeout to 24s or less");
        assertThat(budget(false, 25, null).warnings()).singleElement().asString().contains("may take 26s");
    }

    @Test
    void warningsWhenNoTimeoutWouldFitShouldTellToRaiseThePeriod() {
        assertThat(budget(true, 3, null).warnings()).singleElement().asString().endsWith("to 28s or more");
    }

    @Test
    void warningsWhenPhasesWantMoreThanThereIsShouldTellTheTimeout() {
        assertThat(budget(true, null, 60).warnings())
            .containsExactly("spring.lifecycle.timeout-per-shutdown-phase is 60s, but all phases together have 25s"
                    + " (waitgroup.shutdown.timeout): raise waitgroup.shutdown.timeout to 60s, and the grace period"
                    + " of the platform with it, or remove spring.lifecycle.timeout-per-shutdown-phase");
    }

    @Test
    void runShouldWarnOfWhatIsSet(CapturedOutput output) {
        this.runner
            .withPropertyValues("waitgroup.shutdown.termination-grace-period=20",
                    "spring.lifecycle.timeout-per-shutdown-phase=45s")
            .run((context) -> assertThat(output)
                .containsOnlyOnce("the platform kills the process after 20s (waitgroup.shutdown.termination-grace")
                .contains("lower waitgroup.shutdown.timeout to 17s or less")
                .containsOnlyOnce("spring.lifecycle.timeout-per-shutdown-phase is 45s"));
    }

    @Test
    void contextsThatShareADrainShouldWarnOnce(CapturedOutput output) {
        ApplicationContextRunner tight = this.runner
            .withPropertyValues("waitgroup.shutdown.termination-grace-period=20");
        tight.run((parent) -> tight.withParent(parent)
            .run((child) -> assertThat(output).containsOnlyOnce("the platform kills the process after 20s")));
    }

    @Test
    void runShouldBeSilentWhenAllIsWell(CapturedOutput output) {
        this.runner
            .withPropertyValues("waitgroup.shutdown.termination-grace-period=30",
                    "spring.lifecycle.timeout-per-shutdown-phase=20s")
            .run((context) -> assertThat(output).doesNotContain("WARN"));
    }

}
