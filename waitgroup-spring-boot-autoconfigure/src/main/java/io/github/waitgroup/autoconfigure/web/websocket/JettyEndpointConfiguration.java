// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.websocket;

import java.io.IOException;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.eclipse.jetty.ee11.websocket.jakarta.common.JakartaWebSocketContainer;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Closes the sessions of Jetty.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(JakartaWebSocketContainer.class)
class JettyEndpointConfiguration {

    private static final Log logger = LogFactory.getLog(JettyEndpointConfiguration.class);

    @Bean
    EndpointContainer waitGroupJettyEndpoints() {
        return (container) -> {
            if (container instanceof JakartaWebSocketContainer jetty) {
                jetty.getOpenSessions().forEach(JettyEndpointConfiguration::close);
            }
        };
    }

    private static void close(Session session) {
        try {
            session.close(new CloseReason(CloseReason.CloseCodes.GOING_AWAY, "The server goes away"));
        }
        catch (IOException | RuntimeException ex) {
            logger.debug("Could not close a WebSocket session", ex);
        }
    }

}
