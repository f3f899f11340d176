// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.reactive;

import org.jspecify.annotations.Nullable;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;

/**
 * A request as its server knows it. There are those without a server, in tests, and
 * servers of which nothing is known.
 */
final class ServerRequest {

    private final ServerHttpRequest request;

    private final @Nullable ServerRequests server;

    private final @Nullable Object nativeRequest;

    private ServerRequest(ServerHttpRequest request, @Nullable ServerRequests server, @Nullable Object nativeRequest) {
        this.request = request;
        this.server = server;
        this.nativeRequest = nativeRequest;
    }

    static ServerRequest of(ServerHttpRequest request, ServerRequests[] servers) {
        if (servers.length > 0) {
            Object nativeRequest = nativeRequest(request);
            for (ServerRequests server : servers) {
                if (nativeRequest != null && server.support(nativeRequest)) {
                    return new ServerRequest(request, server, nativeRequest);
                }
            }
        }
        return new ServerRequest(request, null, null);
    }

    private static @Nullable Object nativeRequest(ServerHttpRequest request) {
        try {
            return ServerHttpRequestDecorator.getNativeRequest(request);
        }
        catch (IllegalArgumentException | IllegalStateException ex) {
            // A mock
            return null;
        }
    }

    /**
     * Has the exchange told when its response is out.
     * @param exchange the exchange
     */
    void tellEnd(InFlightExchange exchange) {
        if (this.server == null || this.nativeRequest == null || !this.server.atEnd(this.nativeRequest, exchange)) {
            exchange.run();
        }
    }

    boolean isUpgraded() {
        return this.server != null && this.nativeRequest != null && this.server.isUpgraded(this.nativeRequest);
    }

    /**
     * Returns whether the connection may serve more requests after this one, unless the
     * answer says otherwise.
     * @return whether an answer can say so
     */
    boolean isPersistent() {
        return this.server != null && this.nativeRequest != null && this.server.isHttp11(this.nativeRequest)
                && this.request.getHeaders().getUpgrade() == null;
    }

}
