// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.websocket;

import io.github.waitgroup.WaitGroupRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/**
 * Has the sessions of Spring's WebSocket handlers counted.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ WebSocketHttpRequestHandler.class, SimpleUrlHandlerMapping.class })
class WebSocketHandlerConfiguration {

    @Bean
    static WebSocketHandlerPostProcessor waitGroupWebSocketHandlerPostProcessor(
            ObjectProvider<WaitGroupRegistry> registry) {
        return new WebSocketHandlerPostProcessor(registry);
    }

}
