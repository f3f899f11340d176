// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.websocket;

import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that counts WebSocket sessions and
 * their messages.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = WaitGroupAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({ WebSocketHttpRequestHandler.class, SimpleUrlHandlerMapping.class })
@ConditionalOnBean(WaitGroupRegistry.class)
@ConditionalOnBooleanProperty(name = "waitgroup.enabled", matchIfMissing = true)
public final class WebSocketWaitGroupAutoConfiguration {

    static final String GROUP = "websocket";

    WebSocketWaitGroupAutoConfiguration() {
    }

    @Bean
    static WebSocketHandlerPostProcessor waitGroupWebSocketHandlerPostProcessor(
            ObjectProvider<WaitGroupRegistry> registry) {
        return new WebSocketHandlerPostProcessor(registry);
    }

}
