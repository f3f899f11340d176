// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.ConditionalOnDrain;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;
import io.github.waitgroup.autoconfigure.web.HttpProperties;
import io.github.waitgroup.autoconfigure.web.RequestPaths;
import io.github.waitgroup.autoconfigure.web.ResponseEnd;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that counts servlet requests.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({ Filter.class, FilterRegistrationBean.class })
@ConditionalOnDrain
@EnableConfigurationProperties(HttpProperties.class)
@Import(HandlerConfiguration.class)
public final class ServletWaitGroupAutoConfiguration {

    ServletWaitGroupAutoConfiguration() {
    }

    static final String GROUP = "http";

    @Bean
    RequestPaths waitGroupRequestPaths(HttpProperties properties, Environment environment) {
        return new RequestPaths(properties, environment.getProperty("spring.mvc.servlet.path", "/"),
                environment.getProperty("management.endpoints.web.base-path", "/actuator"));
    }

    @Bean
    FilterRegistrationBean<InFlightFilter> waitGroupInFlightFilter(WaitGroupRegistry registry, Drain drain,
            RequestPaths paths, HttpProperties properties) {
        FilterRegistrationBean<InFlightFilter> registration = new FilterRegistrationBean<>(
                new InFlightFilter(registry.ingress(GROUP), drain, paths,
                        properties.whileDraining() == HttpProperties.WhileDraining.REFUSE));
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    ServletContextInitializer waitGroupRequestEndListener() {
        return (context) -> {
            // Not without need: any listener slows each attribute of Tomcat's requests
            if (context.getAttribute(ResponseEnd.ATTRIBUTE) == null) {
                context.addListener(new RequestEndListener());
            }
        };
    }

}
