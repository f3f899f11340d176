// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.jetty;

import io.github.waitgroup.Drain;
import io.github.waitgroup.autoconfigure.ConditionalOnDrain;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;
import io.github.waitgroup.autoconfigure.web.ResponseEnd;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandler;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for what only Jetty can tell and do.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class })
@ConditionalOnWebApplication
@ConditionalOnClass({ Server.class, ConfigurableJettyWebServerFactory.class })
@ConditionalOnDrain
@Import(JettyHttp2Configuration.class)
public final class JettyWaitGroupAutoConfiguration {

    JettyWaitGroupAutoConfiguration() {
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> waitGroupJettyCustomizer() {
        return (factory) -> factory.addServerCustomizers((server) -> {
            server.getDescendants(ContextHandler.class)
                .forEach((context) -> context.setAttribute(ResponseEnd.ATTRIBUTE, true));
            server.setHandler(new ResponseEndHandler(server.getHandler()));
        });
    }

    @Bean
    JettyListeningSockets waitGroupJettyListeningSockets(ApplicationContext context) {
        return new JettyListeningSockets(new JettyConnectors(context));
    }

    @Bean
    JettyTermination waitGroupJettyTermination(Drain drain, ConfigurableApplicationContext context) {
        return new JettyTermination(drain, context);
    }

}
