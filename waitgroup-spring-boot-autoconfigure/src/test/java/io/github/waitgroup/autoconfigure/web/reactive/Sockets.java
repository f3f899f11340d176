// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.reactive;

import java.util.concurrent.CountDownLatch;

import reactor.core.publisher.Mono;

import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;

/**
 * Handlers of WebSocket sessions.
 */
class Sockets {

    final CountDownLatch opened = new CountDownLatch(1);

    final CountDownLatch cancelled = new CountDownLatch(1);

    Mono<Void> echo(WebSocketSession session) {
        this.opened.countDown();
        return session.send(session.receive().map(WebSocketMessage::retain));
    }

    // Never ends, whatever becomes of the session
    Mono<Void> stubborn(WebSocketSession session) {
        this.opened.countDown();
        return Mono.<Void>never().doOnCancel(this.cancelled::countDown);
    }

}
