// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.actuate;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.ConditionalOnDrain;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the {@link WaitGroupsEndpoint}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class })
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnDrain
@ConditionalOnAvailableEndpoint(WaitGroupsEndpoint.class)
@EnableConfigurationProperties(WaitGroupsEndpointProperties.class)
public final class WaitGroupsEndpointAutoConfiguration {

    WaitGroupsEndpointAutoConfiguration() {
    }

    @Bean
    @ConditionalOnMissingBean
    WaitGroupsEndpoint waitGroupsEndpoint(WaitGroupRegistry registry, Drain drain,
            WaitGroupsEndpointProperties properties) {
        return new WaitGroupsEndpoint(registry, drain, properties.showValues());
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication
    @ConditionalOnAvailableEndpoint(endpoint = WaitGroupsEndpoint.class, exposure = EndpointExposure.WEB)
    static class WebConfiguration {

        @Bean
        @ConditionalOnMissingBean
        WaitGroupsEndpointWebExtension waitGroupsEndpointWebExtension(WaitGroupsEndpoint endpoint,
                WaitGroupsEndpointProperties properties) {
            return new WaitGroupsEndpointWebExtension(endpoint, properties);
        }

    }

}
