// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.reactive;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.ConditionalOnDrain;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;
import io.github.waitgroup.autoconfigure.web.HttpProperties;
import io.github.waitgroup.autoconfigure.web.HttpProperties.WhileDraining;
import io.github.waitgroup.autoconfigure.web.RequestPaths;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.web.reactive.HandlerMapping;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that counts requests of WebFlux.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({ HttpHandlerDecoratorFactory.class, HandlerMapping.class })
@ConditionalOnDrain
@EnableConfigurationProperties(HttpProperties.class)
@Import({ ServletRequestsConfiguration.class, WebSocketSessionConfiguration.class })
public final class ReactiveWaitGroupAutoConfiguration {

    ReactiveWaitGroupAutoConfiguration() {
    }

    static final String GROUP = "http";

    @Bean
    InFlightHandlers waitGroupInFlightHandlers(WaitGroupRegistry registry, Drain drain, HttpProperties properties,
            ObjectProvider<ServerRequests> servers, ApplicationContext context) {
        // The base path of WebFlux is that of the application: handlers are within
        RequestPaths paths = new RequestPaths(properties, "",
                context.getEnvironment().getProperty("management.endpoints.web.base-path", "/actuator"));
        return new InFlightHandlers(context,
                new Admission(registry.ingress(GROUP), drain, paths, properties.whileDraining() == WhileDraining.REFUSE,
                        servers.orderedStream().toArray(ServerRequests[]::new)));
    }

}
