// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http.reactive;

import java.util.Map;

import io.github.waitgroup.proof.http.Middle;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;

/**
 * A WebSocket on which nothing happens.
 */
@Configuration(proxyBeanMethods = false)
class SocketKinds {

    @Bean
    SimpleUrlHandlerMapping sockets(Middle middle) {
        WebSocketHandler idle = (session) -> {
            middle.reached("socket");
            return session.receive().then();
        };
        return new SimpleUrlHandlerMapping(Map.of("/socket", idle), -1);
    }

}
