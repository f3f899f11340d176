// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.actuate;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Adds the header in WebFlux, where an endpoint's thread knows no response. A separate
 * management port has the filters of the application, too.
 */
class RetryAfterWebFilter implements WebFilter, RetryAfter {

    private final String path;

    /**
     * Creates a filter.
     * @param path the endpoint's path within the application
     */
    RetryAfterWebFilter(String path) {
        this.path = path;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (this.path.equals(exchange.getRequest().getPath().pathWithinApplication().value())) {
            ServerHttpResponse response = exchange.getResponse();
            response.beforeCommit(() -> {
                if (response.getStatusCode() == HttpStatus.SERVICE_UNAVAILABLE) {
                    response.getHeaders().set(HttpHeaders.RETRY_AFTER, VALUE);
                }
                return Mono.empty();
            });
        }
        return chain.filter(exchange);
    }

    @Override
    public void addToResponse() {
        // By its status, before it is sent
    }

}
