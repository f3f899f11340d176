// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http.servlet;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

import io.github.waitgroup.proof.http.Bodies;
import io.github.waitgroup.proof.http.Middle;
import reactor.core.publisher.Flux;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * Answers that come little by little.
 */
@RestController
class StreamKinds {

    private final Middle middle;

    StreamKinds(Middle middle) {
        this.middle = middle;
    }

    @GetMapping("/streaming")
    StreamingResponseBody streaming() {
        return (output) -> {
            for (int i = 0; i < Bodies.FIRST; i++) {
                write(output, i);
            }
            this.middle.reached("streaming");
            this.middle.await();
            this.middle.tick(Bodies.FIRST, Bodies.ITEMS, (number) -> write(output, number)).join();
        };
    }

    private static void write(OutputStream output, int number) {
        try {
            output.write(Bodies.piece("streaming", number).getBytes(StandardCharsets.US_ASCII));
            output.flush();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @GetMapping(path = "/flux", produces = MediaType.APPLICATION_NDJSON_VALUE)
    Flux<Map<String, String>> flux() {
        Flux<Integer> numbers = Flux.create((sink) -> {
            IntConsumer next = sink::next;
            first(next);
            this.middle.reached("flux");
            CompletableFuture<Void> unused = rest(next, Bodies.ITEMS).thenRun(sink::complete);
        });
        return numbers.map((number) -> Map.of("item", Bodies.item("flux", number)));
    }

    @GetMapping("/sse")
    SseEmitter sse() {
        return finite("sse");
    }

    @GetMapping("/hang-up")
    SseEmitter hangUp() {
        return finite("hang-up");
    }

    @GetMapping("/idle")
    SseEmitter idle() {
        SseEmitter emitter = new SseEmitter(0L);
        first((number) -> send(emitter, "idle", number));
        this.middle.reached("idle");
        return emitter;
    }

    @GetMapping("/ticks")
    SseEmitter ticks() {
        SseEmitter emitter = new SseEmitter(0L);
        IntConsumer event = (number) -> send(emitter, "ticks", number);
        first(event);
        this.middle.reached("ticks");
        CompletableFuture<Void> unused = this.middle.tick(Bodies.FIRST, Integer.MAX_VALUE, event);
        return emitter;
    }

    private SseEmitter finite(String kind) {
        SseEmitter emitter = new SseEmitter(0L);
        IntConsumer event = (number) -> send(emitter, kind, number);
        first(event);
        this.middle.reached(kind);
        CompletableFuture<Void> unused = rest(event, Bodies.ITEMS).thenRun(emitter::complete);
        return emitter;
    }

    private static void first(IntConsumer taker) {
        for (int i = 0; i < Bodies.FIRST; i++) {
            taker.accept(i);
        }
    }

    private CompletableFuture<Void> rest(IntConsumer taker, int to) {
        return this.middle.over().thenCompose((nothing) -> this.middle.tick(Bodies.FIRST, to, taker));
    }

    private static void send(SseEmitter emitter, String kind, int number) {
        try {
            emitter.send(Bodies.item(kind, number));
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}
