// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure;

import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the {@link WaitGroupRegistry}
 * and for the {@link WaitGroup} of the application's own code.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "waitgroup.enabled", matchIfMissing = true)
@EnableConfigurationProperties(WaitGroupProperties.class)
public final class WaitGroupAutoConfiguration {

    static final String APPLICATION = "application";

    WaitGroupAutoConfiguration() {
    }

    // No destroy method: close() would refuse the work of beans that are destroyed later
    @Bean(destroyMethod = "")
    @ConditionalOnMissingBean
    WaitGroupRegistry waitGroupRegistry(WaitGroupProperties properties) {
        WaitGroupRegistry registry = new WaitGroupRegistry();
        if (properties.leakDetection()) {
            registry.leakDetection(true);
        }
        return registry;
    }

    // For injection: waitGroup.go(...). Users with groups of their own inject those
    @Bean(destroyMethod = "")
    @ConditionalOnMissingBean
    WaitGroup waitGroup(WaitGroupRegistry registry) {
        return registry.group(APPLICATION);
    }

}
