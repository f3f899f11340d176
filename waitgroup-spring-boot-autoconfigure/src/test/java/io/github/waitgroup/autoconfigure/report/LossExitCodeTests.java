// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.report;

import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of when there is an exit code. That the process has it in the end, only a process
 * can show.
 */
@ExtendWith(OutputCaptureExtension.class)
class LossExitCodeTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class,
                ReportWaitGroupAutoConfiguration.class))
        .withPropertyValues("waitgroup.shutdown.timeout=10ms", "waitgroup.shutdown.interrupt=false",
                "waitgroup.shutdown.exit-code-on-loss=7");

    @AfterEach
    void forget() {
        LossExitCode.forget();
    }

    @Test
    void lossShouldSetTheCode(CapturedOutput output) {
        LossExitCode.arm();
        this.runner.run((context) -> context.getBean(WaitGroup.class).register("in flight"));
        assertThat(LossExitCode.lost()).isEqualTo(7);
        assertThat(output).contains("exit code will be 7 (waitgroup.shutdown.exit-code-on-loss)");
    }

    // Or Spring Boot's own for batch jobs would back off
    @Test
    void applicationShouldNotSeemToHaveAnExitCodeGenerator() {
        this.runner.run((context) -> assertThat(context).doesNotHaveBean(ExitCodeGenerator.class));
    }

    @Test
    void codeThatHasNoEffectShouldSaySo(CapturedOutput output) {
        this.runner.run((context) -> context.getBean(WaitGroup.class).register("in flight"));
        assertThat(output).contains("waitgroup.shutdown.exit-code-on-loss has no effect").doesNotContain("will be 7");
    }

    @Test
    void drainWithoutLossShouldNotSetTheCode() {
        this.runner.run((context) -> context.getBean(WaitGroup.class).register("ends").close());
        assertThat(LossExitCode.lost()).isZero();
    }

    @Test
    void codeThatIsNoNumberShouldFailTheStart() {
        this.runner.withPropertyValues("waitgroup.shutdown.exit-code-on-loss=many")
            .run((context) -> assertThat(context).getFailure()
                .hasStackTraceContaining("waitgroup.shutdown.exit-code-on-loss")
                .rootCause()
                .isInstanceOf(NumberFormatException.class));
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, -1, 256 })
    void codeThatIsNoneShouldFailTheStart(int code) {
        this.runner.withPropertyValues("waitgroup.shutdown.exit-code-on-loss=" + code)
            .run((context) -> assertThat(context).getFailure()
                .rootCause()
                .isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, (failure) -> {
                    assertThat(failure.getName()).isEqualTo("waitgroup.shutdown.exit-code-on-loss");
                    assertThat(failure.getReason()).contains("from 1 to 255");
                }));
    }

}
