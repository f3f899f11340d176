// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.tomcat;

import io.github.waitgroup.Drain;
import io.github.waitgroup.autoconfigure.ConditionalOnDrain;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;
import io.github.waitgroup.autoconfigure.web.ResponseEnd;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.startup.Tomcat;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for what only Tomcat can tell and
 * do.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class })
@ConditionalOnWebApplication
@ConditionalOnClass({ Tomcat.class, ConfigurableTomcatWebServerFactory.class })
@ConditionalOnDrain
public final class TomcatWaitGroupAutoConfiguration {

    TomcatWaitGroupAutoConfiguration() {
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> waitGroupTomcatCustomizer(
            ObjectProvider<TomcatGoAway> goAway) {
        return (factory) -> {
            factory.addConnectorCustomizers(TomcatGoAway::serveLateStreams);
            factory.addContextCustomizers((context) -> {
                context.getPipeline().addValve(new ResponseEndValve(goAway.getObject()));
                context.addLifecycleListener(TomcatWaitGroupAutoConfiguration::tellOfEnds);
            });
        };
    }

    // At each start, and not earlier: the servlet context takes settings of its own from
    // what the context is when it is first asked for
    private static void tellOfEnds(LifecycleEvent event) {
        if (Lifecycle.CONFIGURE_START_EVENT.equals(event.getType()) && event.getSource() instanceof Context context) {
            context.getServletContext().setAttribute(ResponseEnd.ATTRIBUTE, true);
        }
    }

    @Bean
    TomcatListeningSockets waitGroupTomcatListeningSockets(ApplicationContext context) {
        return new TomcatListeningSockets(new TomcatConnectors(context));
    }

    @Bean
    TomcatGoAway waitGroupTomcatGoAway(Drain drain, ApplicationContext context) {
        return new TomcatGoAway(drain, new TomcatConnectors(context));
    }

    @Bean
    TomcatTermination waitGroupTomcatTermination(Drain drain, ConfigurableApplicationContext context) {
        return new TomcatTermination(drain, context);
    }

}
