// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.metrics;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.ConditionalOnDrain;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the meters of the wait groups.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class })
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnDrain
public final class MetricsWaitGroupAutoConfiguration {

    MetricsWaitGroupAutoConfiguration() {
    }

    // Boot binds it to each registry it knows once all singletons are there. Without one
    // it does nothing, which is cheaper than to search all beans for one. A child context
    // has its parent's, which Boot also binds to the registries of the child
    @Bean
    @ConditionalOnMissingBean(name = "waitGroupMeters")
    WaitGroupMeters waitGroupMeters(WaitGroupRegistry groups, Drain drain) {
        return new WaitGroupMeters(groups, drain);
    }

    @Bean
    LateMeterRegistryClosing waitGroupLateMeterRegistryClosing(ConfigurableApplicationContext context) {
        return new LateMeterRegistryClosing(context);
    }

}
