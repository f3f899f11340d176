// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.health;

import java.time.Duration;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.ConditionalOnDrain;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the health of work in flight.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class })
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnDrain
@ConditionalOnEnabledHealthIndicator("waitgroup")
@EnableConfigurationProperties(HealthProperties.class)
public final class HealthWaitGroupAutoConfiguration {

    HealthWaitGroupAutoConfiguration() {
    }

    // Its name without the suffix is that of the contributor
    @Bean
    @ConditionalOnMissingBean(name = "waitgroupHealthIndicator")
    WaitGroupHealthIndicator waitgroupHealthIndicator(WaitGroupRegistry registry, Drain drain,
            HealthProperties properties) {
        Duration maxAge = properties.maxAge();
        if (maxAge != null && (maxAge.isNegative() || maxAge.isZero())) {
            throw new InvalidConfigurationPropertyValueException("waitgroup.health.max-age", maxAge,
                    "It must be more than 0s. Set a duration such as 10m, or leave it out.");
        }
        return new WaitGroupHealthIndicator(registry, drain, maxAge);
    }

}
