// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.reactive;

import java.net.InetSocketAddress;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpCookie;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.util.MultiValueMap;

/**
 * A request with a body. That comes later, on a thread of the server, which then calls
 * the handler: it has to work for the request.
 * <p>
 * No {@link ServerHttpRequestDecorator}, which would not get the attributes of the
 * exchange.
 */
class InFlightRequest extends AbstractServerHttpRequest {

    private final ServerHttpRequest request;

    private final InFlightExchange exchange;

    InFlightRequest(ServerHttpRequest request, InFlightExchange exchange) {
        super(request.getMethod(), request.getURI(), request.getPath().contextPath().value(), request.getHeaders());
        this.request = request;
        this.exchange = exchange;
    }

    @Override
    public Flux<DataBuffer> getBody() {
        return new EnteredFlux<>(this.request.getBody(), this.exchange);
    }

    @Override
    protected @Nullable String initId() {
        return this.request.getId();
    }

    @Override
    protected MultiValueMap<String, HttpCookie> initCookies() {
        return this.request.getCookies();
    }

    @Override
    protected @Nullable SslInfo initSslInfo() {
        return this.request.getSslInfo();
    }

    @Override
    public @Nullable InetSocketAddress getLocalAddress() {
        return this.request.getLocalAddress();
    }

    @Override
    public @Nullable InetSocketAddress getRemoteAddress() {
        return this.request.getRemoteAddress();
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // as Spring has declared it
    public <T> T getNativeRequest() {
        return ServerHttpRequestDecorator.getNativeRequest(this.request);
    }

}
