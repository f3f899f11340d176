// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.report;

import java.util.Objects;

import io.github.waitgroup.autoconfigure.ConditionalOnDrain;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the report file and the exit
 * code of a shutdown that has lost work.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class })
@ConditionalOnDrain
@Conditional(OnValueCondition.Any.class)
@EnableConfigurationProperties(ReportProperties.class)
public final class ReportWaitGroupAutoConfiguration {

    ReportWaitGroupAutoConfiguration() {
    }

    @Bean
    @Conditional(OnValueCondition.ReportFile.class)
    ReportFile waitGroupReportFile(ReportProperties properties) {
        return new ReportFile(Objects.requireNonNull(properties.reportFile()));
    }

    @Bean
    @Conditional(OnValueCondition.ExitCodeOnLoss.class)
    LossExitCode waitGroupLossExitCode(ReportProperties properties) {
        return new LossExitCode(Objects.requireNonNull(properties.exitCodeOnLoss()));
    }

}
