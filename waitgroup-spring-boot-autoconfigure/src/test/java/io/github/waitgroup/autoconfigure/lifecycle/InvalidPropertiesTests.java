// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.util.Arrays;

import io.github.waitgroup.Drain;
import io.github.waitgroup.DrainOptions;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests that slips in the configuration end the start, and say how to mend them.
 */
@ExtendWith(OutputCaptureExtension.class)
class InvalidPropertiesTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    waitgroup.shutdown.timeout         | -1s      | It must be from 0s to 24h. Set a duration such as 25s.
                    waitgroup.shutdown.timeout         | 25h      | It must be from 0s to 24h. Set a duration such as 25s.
                    waitgroup.shutdown.interrupt-grace | -2       | It must be from 0s to 24h. Set a duration such as 25s.
                    waitgroup.quiesce.min-delay        | -1ms     | It must be from 0s to 24h. Set a duration such as 25s.
                    waitgroup.quiesce.quiet-period     | 86401    | It must be from 0s to 24h. Set a duration such as 25s.
                    waitgroup.quiesce.min-delay        | 25s      | less than waitgroup.shutdown.timeout, which is 25.0s. Lower it, or raise the timeout.
                    waitgroup.quiesce.quiet-period     | 30s      | less than waitgroup.shutdown.timeout, which is 25.0s. Lower it, or raise the timeout.
                    waitgroup.quiesce.max-delay        | 1h       | less than waitgroup.shutdown.timeout, which is 25.0s. Lower it, or raise the timeout.
                    waitgroup.shutdown.termination-grace-period | -30 | It must be from 0s to 24h. Set a duration such as 25s.
                    waitgroup.shutdown.termination-grace-period | 0s | It must be more than 0s.
                    waitgroup.shutdown.timeout         | soon     | is not a valid duration
                    waitgroup.shutdown.admission       | everyone | ALL
                    waitgroup.shutdown.interrupt       | perhaps  | Invalid boolean value
                    """)
    void runWhenValueIsInvalidShouldFailWithPropertyValueAndRemedy(String property, String value, String remedy,
            CapturedOutput output) {
        assertThatException().isThrownBy(() -> start(property + "=" + value));
        assertThat(output).contains("APPLICATION FAILED TO START")
            .contains(property)
            .contains(value)
            .contains(remedy)
            .contains("Action:");
    }

    @Test
    void runWhenMinDelayIsMoreThanMaxDelayShouldFailWithBoth(CapturedOutput output) {
        assertThatException()
            .isThrownBy(() -> start("waitgroup.quiesce.min-delay=6s", "waitgroup.quiesce.max-delay=5s"));
        assertThat(output).contains("APPLICATION FAILED TO START")
            .contains("waitgroup.quiesce.min-delay")
            .contains("6s")
            .contains("It must not be more than waitgroup.quiesce.max-delay, which is 5.0s."
                    + " Lower it, or raise the other.");
    }

    @Test
    void runWhenDurationsArePlainNumbersShouldTakeThemAsSeconds() {
        try (ConfigurableApplicationContext context = start("waitgroup.shutdown.timeout=60",
                "waitgroup.shutdown.interrupt-grace=3", "waitgroup.quiesce.min-delay=1",
                "waitgroup.quiesce.quiet-period=2", "waitgroup.quiesce.max-delay=4",
                "waitgroup.shutdown.admission=descendants", "waitgroup.shutdown.interrupt=false")) {
            DrainOptions options = context.getBean(Drain.class).options();
            assertThat(options.timeout()).hasSeconds(60);
            assertThat(options.interruptGrace()).hasSeconds(3);
            assertThat(options.minDelay()).hasSeconds(1);
            assertThat(options.quietPeriod()).hasSeconds(2);
            assertThat(options.maxDelay()).hasSeconds(4);
            assertThat(options.admission()).isEqualTo(DrainOptions.Admission.DESCENDANTS);
            assertThat(options.interrupt()).isFalse();
        }
    }

    @Test
    void runWhenValueIsEmptyShouldTakeTheDefault() {
        try (ConfigurableApplicationContext context = start("waitgroup.shutdown.timeout=",
                "waitgroup.quiesce.min-delay=", "waitgroup.shutdown.admission=")) {
            DrainOptions options = context.getBean(Drain.class).options();
            assertThat(options.timeout()).hasSeconds(25);
            assertThat(options.minDelay()).isZero();
            assertThat(options.admission()).isEqualTo(DrainOptions.Admission.ALL);
        }
    }

    private static ConfigurableApplicationContext start(String... properties) {
        SpringApplication application = new SpringApplication(Application.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setRegisterShutdownHook(false);
        return application.run(Arrays.stream(properties).map("--"::concat).toArray(String[]::new));
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({ WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class })
    static class Application {

    }

}
