// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.actuate;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.ConditionalOnDrain;
import io.github.waitgroup.autoconfigure.DrainControl;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the {@link DrainEndpoint}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class })
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnDrain
@ConditionalOnAvailableEndpoint(DrainEndpoint.class)
public final class DrainEndpointAutoConfiguration {

    DrainEndpointAutoConfiguration() {
    }

    @Bean
    @ConditionalOnMissingBean
    DrainEndpoint waitGroupDrainEndpoint(Drain drain, WaitGroupRegistry registry, DrainControl control) {
        return new DrainEndpoint(drain, registry, control);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnAvailableEndpoint(endpoint = DrainEndpoint.class, exposure = EndpointExposure.WEB)
    static class ServletConfiguration {

        @Bean
        @ConditionalOnMissingBean
        DrainEndpointWebExtension waitGroupDrainEndpointWebExtension(DrainEndpoint endpoint) {
            return new DrainEndpointWebExtension(endpoint, new RetryAfter.Servlet());
        }

    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    @ConditionalOnAvailableEndpoint(endpoint = DrainEndpoint.class, exposure = EndpointExposure.WEB)
    static class ReactiveConfiguration {

        @Bean
        RetryAfterWebFilter waitGroupRetryAfterWebFilter(WebEndpointProperties properties) {
            return new RetryAfterWebFilter(
                    properties.getBasePath() + "/" + properties.getPathMapping().getOrDefault("drain", "drain"));
        }

        @Bean
        @ConditionalOnMissingBean
        DrainEndpointWebExtension waitGroupDrainEndpointWebExtension(DrainEndpoint endpoint,
                RetryAfterWebFilter retryAfter) {
            return new DrainEndpointWebExtension(endpoint, retryAfter);
        }

    }

}
