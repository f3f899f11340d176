// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.jetty;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;
import org.eclipse.jetty.server.Server;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ApplicationContext;
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
@ConditionalOnBean({ WaitGroupRegistry.class, Drain.class })
@ConditionalOnBooleanProperty(name = "waitgroup.enabled", matchIfMissing = true)
@Import(JettyHttp2Configuration.class)
public final class JettyWaitGroupAutoConfiguration {

    JettyWaitGroupAutoConfiguration() {
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> waitGroupJettyCustomizer() {
        return (factory) -> factory
            .addServerCustomizers((server) -> server.setHandler(new ResponseEndHandler(server.getHandler())));
    }

    @Bean
    JettyListeningSockets waitGroupJettyListeningSockets(ApplicationContext context) {
        return new JettyListeningSockets(new JettyConnectors(context));
    }

}
