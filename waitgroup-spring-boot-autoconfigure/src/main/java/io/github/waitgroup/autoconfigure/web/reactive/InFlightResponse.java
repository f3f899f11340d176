// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.reactive;

import java.nio.file.Path;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ZeroCopyHttpOutputMessage;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;

/**
 * Shows an {@link Answer} each way in which a response can be written.
 */
class InFlightResponse extends ServerHttpResponseDecorator {

    private final Answer answer;

    InFlightResponse(ServerHttpResponse response, Answer answer) {
        super(response);
        this.answer = answer;
    }

    static ServerHttpResponse of(ServerHttpResponse response, Answer answer) {
        return (response instanceof ZeroCopyHttpOutputMessage file) ? new OfFiles(response, file, answer)
                : new InFlightResponse(response, answer);
    }

    boolean announce() {
        return this.answer.announce(getDelegate());
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
        if (body instanceof Mono<? extends DataBuffer> single) {
            // It may take its time
            return super.writeWith(announce() ? single : single.doOnSuccess((buffer) -> announce()));
        }
        return super.writeWith(this.answer.body(Flux.from(body), getDelegate()));
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
        return super.writeAndFlushWith(this.answer.body(Flux.from(body), getDelegate()));
    }

    @Override
    public Mono<Void> setComplete() {
        announce();
        return super.setComplete();
    }

    /**
     * Where the server can send files by itself, it still does.
     */
    private static final class OfFiles extends InFlightResponse implements ZeroCopyHttpOutputMessage {

        private final ZeroCopyHttpOutputMessage file;

        OfFiles(ServerHttpResponse response, ZeroCopyHttpOutputMessage file, Answer answer) {
            super(response, answer);
            this.file = file;
        }

        @Override
        public Mono<Void> writeWith(Path path, long position, long count) {
            announce();
            return this.file.writeWith(path, position, count);
        }

    }

}
