// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.reactive;

import java.util.List;

import io.github.waitgroup.WaitGroupRegistry;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.HandlerAdapter;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.server.ServerWebExchange;

/**
 * Gives handlers of WebSocket sessions to the adapter that they would have got anyway,
 * counted. So that one, whoever has made it, stays what it is.
 */
class CountingHandlerAdapter implements HandlerAdapter, Ordered {

    private final WaitGroupRegistry registry;

    private final SingletonSupplier<List<HandlerAdapter>> adapters;

    CountingHandlerAdapter(WaitGroupRegistry registry, ObjectProvider<HandlerAdapter> adapters) {
        this.registry = registry;
        this.adapters = SingletonSupplier
            .of(() -> adapters.orderedStream().filter((adapter) -> adapter != this).toList());
    }

    @Override
    public boolean supports(Object handler) {
        return handler instanceof WebSocketHandler
                && this.adapters.obtain().stream().anyMatch((a) -> a.supports(handler));
    }

    @Override
    public Mono<HandlerResult> handle(ServerWebExchange exchange, Object handler) {
        HandlerAdapter adapter = this.adapters.obtain()
            .stream()
            .filter((a) -> a.supports(handler))
            .findFirst()
            .orElseThrow();
        Object counted = new CountedWebSocketHandler((WebSocketHandler) handler, label(exchange), this.registry);
        // One for a type of its own sees only that
        return adapter.handle(exchange, adapter.supports(counted) ? counted : handler);
    }

    private static String label(ServerWebExchange exchange) {
        Object pattern = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return (pattern != null) ? "WEBSOCKET " + pattern : "WEBSOCKET";
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

}
