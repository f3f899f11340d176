// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.reactive;

import java.util.concurrent.RejectedExecutionException;

import io.github.waitgroup.Scope;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * Counts requests in, before anything else of the application sees them, and makes the
 * threads that handle them work for them.
 */
class InFlightHandler implements HttpHandler {

    private final HttpHandler handler;

    private final Admission admission;

    InFlightHandler(HttpHandler handler, Admission admission) {
        this.handler = handler;
        this.admission = admission;
    }

    @Override
    public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
        return new Handling(request, response);
    }

    private void serve(ServerHttpRequest request, ServerHttpResponse response, CoreSubscriber<? super Void> server) {
        String path = request.getPath().pathWithinApplication().value();
        ServerRequest serverRequest = this.admission.serverRequest(request);
        if (this.admission.isExcluded(path)) {
            handler(request, response(response, serverRequest, null, null)).subscribe(server);
            return;
        }
        InFlightExchange exchange;
        try {
            exchange = this.admission.admit(request);
        }
        catch (RejectedExecutionException ex) {
            exchange = null;
        }
        if (exchange == null) {
            refuse(response(response, serverRequest, null, null)).subscribe(server);
            return;
        }
        serverRequest.tellEnd(exchange);
        ServerHttpResponse inFlight = response(response, serverRequest, exchange, request);
        Scope scope = exchange.enter();
        try {
            handler(hasBody(request) ? new InFlightRequest(request, exchange) : request, inFlight)
                .subscribe(new HandlingSubscriber<>(server, serverRequest, exchange));
        }
        catch (Throwable ex) {
            // Against the rules of reactive streams, or fatal: nothing may follow
            exchange.failed();
            exchange.handled();
            throw ex;
        }
        finally {
            if (scope != null) {
                scope.close();
            }
        }
        exchange.relabel();
    }

    private Mono<Void> handler(ServerHttpRequest request, ServerHttpResponse response) {
        try {
            return this.handler.handle(request, response);
        }
        catch (Exception ex) {
            return Mono.error(ex);
        }
    }

    private static boolean hasBody(ServerHttpRequest request) {
        return !HttpMethod.GET.equals(request.getMethod()) && !HttpMethod.HEAD.equals(request.getMethod());
    }

    private ServerHttpResponse response(ServerHttpResponse response, ServerRequest request,
            @Nullable InFlightExchange exchange, @Nullable ServerHttpRequest counted) {
        return InFlightResponse.of(response, new Answer(this.admission, request, exchange, counted));
    }

    private static Mono<Void> refuse(ServerHttpResponse response) {
        response.setStatusCode(HttpStatus.SERVICE_UNAVAILABLE);
        response.getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
        response.getHeaders().setContentLength(0);
        return response.setComplete();
    }

    /**
     * The handling of one request, from its subscription on: what is never subscribed to
     * is never counted.
     */
    private final class Handling extends Mono<Void> {

        private final ServerHttpRequest request;

        private final ServerHttpResponse response;

        Handling(ServerHttpRequest request, ServerHttpResponse response) {
            this.request = request;
            this.response = response;
        }

        @Override
        public void subscribe(CoreSubscriber<? super Void> actual) {
            serve(this.request, this.response, actual);
        }

    }

}
