// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.reactive;

import java.util.Map;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;

/**
 * Handlers that are no methods of a controller.
 */
@Configuration(proxyBeanMethods = false)
class Routes implements WebFluxConfigurer {

    // On the class path of the tests Spring would find that of another server
    @Override
    public WebSocketService getWebSocketService() {
        return new HandshakeWebSocketService(new ReactorNettyRequestUpgradeStrategy());
    }

    @Bean
    RouterFunction<ServerResponse> functions(Handlers handlers) {
        return RouterFunctions.route()
            .GET("/functions/{id}", (request) -> ServerResponse.ok().body(handlers.waiting(), String.class))
            .resources("/files/**", new ClassPathResource("META-INF/spring/"))
            .build();
    }

    @Bean
    Sockets sockets() {
        return new Sockets();
    }

    @Bean
    HandlerMapping socketMapping(Sockets sockets) {
        WebSocketHandler echo = sockets::echo;
        WebSocketHandler stubborn = sockets::stubborn;
        return new SimpleUrlHandlerMapping(Map.of("/sockets/{room}", echo, "/stubborn", stubborn), -1);
    }

}
