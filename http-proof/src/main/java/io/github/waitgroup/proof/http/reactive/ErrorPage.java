// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http.reactive;

import java.nio.charset.StandardCharsets;

import io.github.waitgroup.proof.http.Bodies;
import io.github.waitgroup.proof.http.Middle;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;

/**
 * A slow error page.
 */
@Order(-2)
class ErrorPage implements WebExceptionHandler {

    private final Middle middle;

    ErrorPage(Middle middle) {
        this.middle = middle;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable ex) {
        if (!(ex instanceof Planned)) {
            return Mono.error(ex);
        }
        this.middle.reached("failing");
        ServerHttpResponse response = exchange.getResponse();
        byte[] body = Bodies.text("failing").getBytes(StandardCharsets.US_ASCII);
        return Mono.fromFuture(this.middle.over()).then(Mono.defer(() -> {
            response.setStatusCode(HttpStatus.INTERNAL_SERVER_ERROR);
            return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
        }));
    }

    /**
     * The failure that is tried.
     */
    static final class Planned extends RuntimeException {

        private static final long serialVersionUID = 1L;

    }

}
