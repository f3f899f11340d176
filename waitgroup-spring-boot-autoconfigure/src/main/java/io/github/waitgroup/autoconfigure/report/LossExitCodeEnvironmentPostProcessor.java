// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.report;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ClassUtils;

/**
 * {@link EnvironmentPostProcessor} that has {@link LossExitCode#exit()} run at the very
 * end of a shutdown: Spring Boot runs the handlers of a shutdown in the reverse order,
 * and this one is added before that of the logging system. Not in tests, whose JVM has to
 * tell of more than one application.
 */
class LossExitCodeEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

    private static final String TEST_CLASS = "org.springframework.boot.test.context.SpringBootTest";

    /** One for all applications of a JVM: it is added once. */
    private static final Runnable EXIT = LossExitCode::exit;

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.containsProperty(LossExitCode.PROPERTY)
                && !ClassUtils.isPresent(TEST_CLASS, application.getClassLoader())) {
            SpringApplication.getShutdownHandlers().add(EXIT);
            LossExitCode.arm();
        }
    }

    // After the files of the configuration have been read
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

}
