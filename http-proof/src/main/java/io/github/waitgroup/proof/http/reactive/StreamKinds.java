// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http.reactive;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntConsumer;

import io.github.waitgroup.proof.http.Bodies;
import io.github.waitgroup.proof.http.Middle;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers that come little by little.
 */
@RestController
class StreamKinds {

    private final Middle middle;

    StreamKinds(Middle middle) {
        this.middle = middle;
    }

    @GetMapping(path = "/flux", produces = MediaType.APPLICATION_NDJSON_VALUE)
    Flux<Map<String, String>> flux() {
        return finite("flux").map((item) -> Map.of("item", item));
    }

    @GetMapping(path = "/sse", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<String> sse() {
        return finite("sse");
    }

    @GetMapping(path = "/hang-up", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<String> hangUp() {
        return finite("hang-up");
    }

    @GetMapping(path = "/idle", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<String> idle() {
        return stream("idle", (sink) -> new CompletableFuture<>());
    }

    @GetMapping(path = "/ticks", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<String> ticks() {
        return stream("ticks", (sink) -> this.middle.tick(Bodies.FIRST, Integer.MAX_VALUE, next(sink)));
    }

    private Flux<String> finite(String kind) {
        return stream(kind, (sink) -> this.middle.over()
            .thenCompose((nothing) -> this.middle.tick(Bodies.FIRST, Bodies.ITEMS, next(sink))));
    }

    private Flux<String> stream(String kind, Function<FluxSink<Integer>, CompletableFuture<Void>> rest) {
        Flux<Integer> numbers = Flux.create((sink) -> {
            for (int i = 0; i < Bodies.FIRST; i++) {
                sink.next(i);
            }
            this.middle.reached(kind);
            CompletableFuture<Void> unused = rest.apply(sink).thenRun(sink::complete);
        });
        return numbers.map((number) -> Bodies.item(kind, number));
    }

    // Nobody ticks for a client that has gone
    private static IntConsumer next(FluxSink<Integer> sink) {
        return (number) -> {
            if (sink.isCancelled()) {
                throw new IllegalStateException("Cancelled");
            }
            sink.next(number);
        };
    }

}
