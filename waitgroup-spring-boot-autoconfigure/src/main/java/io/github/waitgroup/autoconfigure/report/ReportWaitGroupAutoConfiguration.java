// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.report;

import io.github.waitgroup.autoconfigure.ConditionalOnDrain;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the report file and the exit
 * code of a shutdown that has lost work. The beans are there in any case: a condition
 * would be decided when an application is processed ahead of time, and such properties
 * are set where it runs.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class })
@ConditionalOnDrain
public final class ReportWaitGroupAutoConfiguration {

    ReportWaitGroupAutoConfiguration() {
    }

    @Bean
    ReportFile waitGroupReportFile(Environment environment) {
        return new ReportFile(environment.getProperty(ReportFile.PROPERTY));
    }

    @Bean
    LossExitCode waitGroupLossExitCode(Environment environment) {
        return new LossExitCode(Binder.get(environment).bind(LossExitCode.PROPERTY, Integer.class).orElse(null));
    }

}
