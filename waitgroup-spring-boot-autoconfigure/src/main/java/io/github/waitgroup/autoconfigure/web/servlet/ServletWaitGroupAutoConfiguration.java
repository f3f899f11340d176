// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;
import io.github.waitgroup.autoconfigure.web.HttpProperties;
import io.github.waitgroup.autoconfigure.web.RequestPaths;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;
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
@ConditionalOnBean({ WaitGroupRegistry.class, Drain.class })
@ConditionalOnBooleanProperty(name = "waitgroup.enabled", matchIfMissing = true)
@EnableConfigurationProperties(HttpProperties.class)
@Import(RouteLabelConfiguration.class)
public final class ServletWaitGroupAutoConfiguration {

    ServletWaitGroupAutoConfiguration() {
    }

    static final String GROUP = "http";

    @Bean
    FilterRegistrationBean<InFlightFilter> waitGroupInFlightFilter(WaitGroupRegistry registry, Drain drain,
            Environment environment, HttpProperties properties) {
        RequestPaths paths = new RequestPaths(properties, "", "");
        FilterRegistrationBean<InFlightFilter> registration = new FilterRegistrationBean<>(
                new InFlightFilter(registry.ingress(GROUP), drain, ActuatorPaths.of(environment), paths));
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    ServletListenerRegistrationBean<RequestEndListener> waitGroupRequestEndListener() {
        return new ServletListenerRegistrationBean<>(new RequestEndListener());
    }

}
