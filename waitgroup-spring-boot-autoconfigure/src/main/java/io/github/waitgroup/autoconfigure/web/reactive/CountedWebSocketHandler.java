// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.reactive;

import java.util.List;

import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.subscription.CountedMono;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;

/**
 * Counts each session that it handles, until the handler is done with it. Sessions are no
 * requests: a quiet period does not wait for them.
 */
class CountedWebSocketHandler implements WebSocketHandler {

    static final String GROUP = "websocket";

    private final WebSocketHandler handler;

    private final String label;

    private final WaitGroupRegistry registry;

    CountedWebSocketHandler(WebSocketHandler handler, String label, WaitGroupRegistry registry) {
        this.handler = handler;
        this.label = label;
        this.registry = registry;
    }

    @Override
    public List<String> getSubProtocols() {
        return this.handler.getSubProtocols();
    }

    @Override
    public Mono<Void> handle(WebSocketSession session) {
        SessionEnd end = new SessionEnd(session);
        return new CountedMono<>(end.bound(Mono.defer(() -> this.handler.handle(session))),
                (subscriber) -> end.of(this.registry.group(GROUP).register(this.label)));
    }

}
