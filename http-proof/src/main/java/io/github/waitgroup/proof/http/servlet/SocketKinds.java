// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http.servlet;

import io.github.waitgroup.proof.http.Middle;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/**
 * A WebSocket on which nothing happens.
 */
@EnableWebSocket
@Configuration(proxyBeanMethods = false)
class SocketKinds implements WebSocketConfigurer {

    private final Middle middle;

    SocketKinds(Middle middle) {
        this.middle = middle;
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        registry.addHandler(new Idle(this.middle), "/socket");
    }

    private static final class Idle extends TextWebSocketHandler {

        private final Middle middle;

        Idle(Middle middle) {
            this.middle = middle;
        }

        @Override
        public void afterConnectionEstablished(WebSocketSession session) {
            this.middle.reached("socket");
        }

    }

}
