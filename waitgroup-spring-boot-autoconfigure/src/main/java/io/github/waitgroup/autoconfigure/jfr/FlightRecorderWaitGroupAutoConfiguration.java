// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.jfr;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.ConditionalOnDrain;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;
import jdk.jfr.FlightRecorder;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the events of the Flight
 * Recorder, where the JDK has one.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class })
@ConditionalOnClass(FlightRecorder.class)
@ConditionalOnDrain
public final class FlightRecorderWaitGroupAutoConfiguration {

    FlightRecorderWaitGroupAutoConfiguration() {
    }

    // One for the drain, not for each of the contexts that share it
    @Bean
    @ConditionalOnMissingBean(name = "waitGroupFlightRecorderReporter")
    FlightRecorderReporter waitGroupFlightRecorderReporter(WaitGroupRegistry registry, Drain drain) {
        return new FlightRecorderReporter(registry, drain);
    }

}
