// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.websocket;

import jakarta.websocket.Session;
import org.eclipse.jetty.ee11.websocket.jakarta.common.JakartaWebSocketContainer;
import org.eclipse.jetty.ee11.websocket.jakarta.common.JakartaWebSocketSession;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Closes the sessions of Jetty.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(JakartaWebSocketContainer.class)
class JettyEndpointConfiguration {

    @Bean
    EndpointContainer waitGroupJettyEndpoints() {
        return (container) -> {
            if (container instanceof JakartaWebSocketContainer jetty) {
                jetty.getOpenSessions().forEach(JettyEndpointConfiguration::close);
            }
        };
    }

    // By close() of the specification Jetty would tell the endpoint of an error, too
    private static void close(Session session) {
        if (session instanceof JakartaWebSocketSession jetty) {
            jetty.getCoreSession().close(CloseStatus.SHUTDOWN, "The server goes away", Callback.NOOP);
        }
    }

}
