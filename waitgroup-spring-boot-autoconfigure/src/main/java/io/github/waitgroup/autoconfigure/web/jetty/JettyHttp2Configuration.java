// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.jetty;

import io.github.waitgroup.Drain;
import org.eclipse.jetty.http2.SessionContainer;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Tells the clients of HTTP/2 to turn away.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(SessionContainer.class)
class JettyHttp2Configuration {

    @Bean
    JettyGoAway waitGroupJettyGoAway(Drain drain, ApplicationContext context) {
        return new JettyGoAway(drain, new JettyConnectors(context));
    }

}
