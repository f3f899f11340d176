// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.reactive;

import io.github.waitgroup.autoconfigure.web.StreamTypes;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * What is special about an answer while the application drains: it tells its client that
 * the connection ends with it, so that the next request goes elsewhere, and it comes to
 * an end even if it has none of its own.
 */
class Answer {

    private final Admission admission;

    private final ServerRequest request;

    private final @Nullable InFlightExchange exchange;

    private final @Nullable ServerHttpRequest counted;

    Answer(Admission admission, ServerRequest request, @Nullable InFlightExchange exchange,
            @Nullable ServerHttpRequest counted) {
        this.admission = admission;
        this.request = request;
        this.exchange = exchange;
        this.counted = counted;
    }

    /**
     * Decides on the header, as late as the answer allows: the drain may begin while the
     * request is handled.
     * @param response the response
     * @return {@code false} if it may be decided otherwise later
     */
    boolean announce(ServerHttpResponse response) {
        if (this.exchange != null) {
            this.exchange.relabel();
        }
        if (!this.admission.isDraining()) {
            return false;
        }
        if (!response.isCommitted() && this.request.isPersistent()) {
            response.getHeaders().set(HttpHeaders.CONNECTION, "close");
        }
        return true;
    }

    <T> Flux<T> body(Flux<T> body, ServerHttpResponse response) {
        boolean stream = isStream(response);
        Flux<T> ending = (this.exchange != null && stream) ? this.exchange.untilAskedToEnd(body) : body;
        return new AnsweredFlux<>(ending, () -> announce(response), stream ? this::sent : null);
    }

    // One whose length is known has an end
    private boolean isStream(ServerHttpResponse response) {
        String contentType = response.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
        return this.counted != null && contentType != null && StreamTypes.isStream(contentType)
                && response.getHeaders().getContentLength() < 0
                && !this.admission.isAwaitedStream(this.counted, contentType);
    }

    // An active stream keeps the application serving, at most until the maximal delay
    private void sent() {
        if (this.admission.isDraining()) {
            this.admission.touch();
        }
    }

}
