// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.reactive;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.waitgroup.Drain;
import io.github.waitgroup.Registration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * All kinds of handlers, and what a test tells them.
 */
@RestController
public class Handlers {

    static final int LARGE = 8 * 1024 * 1024;

    public final CountDownLatch begun = new CountDownLatch(1);

    public final CountDownLatch cancelled = new CountDownLatch(1);

    public final Sinks.One<String> answer = Sinks.one();

    public final Sinks.Many<String> events = Sinks.many().unicast().onBackpressureBuffer();

    final CompletableFuture<@Nullable Registration> unit = new CompletableFuture<>();

    final Sinks.Empty<Void> forgotten = Sinks.empty();

    final AtomicInteger forgottenEnds = new AtomicInteger();

    private final Map<String, CountDownLatch> arrivals = new ConcurrentHashMap<>();

    private final ObjectProvider<Drain> drain;

    Handlers(ObjectProvider<Drain> drain) {
        this.drain = drain;
    }

    @GetMapping("/orders/{id}")
    Mono<String> order(@PathVariable String id) {
        this.unit.complete(Registration.current());
        return Mono.just("order");
    }

    @GetMapping("/plain")
    String plain() {
        return "plain";
    }

    @GetMapping("/empty")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> empty() {
        return Mono.empty();
    }

    @GetMapping("/delayed")
    Mono<String> delayed() {
        return Mono.delay(Duration.ofMillis(5)).thenReturn("delayed");
    }

    @GetMapping("/wait")
    Mono<String> waiting() {
        this.begun.countDown();
        return this.answer.asMono().doOnCancel(this.cancelled::countDown);
    }

    @GetMapping("/never/{id}")
    Mono<String> never(@PathVariable String id) {
        arrival(id).countDown();
        return Mono.never();
    }

    CountDownLatch arrival(String id) {
        return this.arrivals.computeIfAbsent(id, (unused) -> new CountDownLatch(1));
    }

    @GetMapping("/begin-drain")
    Mono<String> beginDrain() {
        return Mono.fromSupplier(() -> {
            this.drain.getObject().quiesce();
            return "begun";
        });
    }

    @GetMapping("/begin-drain-late")
    Mono<Void> beginDrainLate(ServerHttpResponse response) {
        return response.writeWith(
                beginDrain().map((text) -> response.bufferFactory().wrap(text.getBytes(StandardCharsets.US_ASCII))));
    }

    @GetMapping("/flux")
    Flux<String> flux() {
        return Flux.range(0, 20).map((i) -> "element " + i).delayElements(Duration.ofMillis(1));
    }

    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<String> events() {
        this.begun.countDown();
        return this.events.asFlux().doOnCancel(this.cancelled::countDown);
    }

    @GetMapping(path = "/finite-events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<String> finiteEvents() {
        return Flux.range(0, 20).map((i) -> "event" + i).delayElements(Duration.ofMillis(1));
    }

    @GetMapping(path = "/ticks", produces = MediaType.APPLICATION_NDJSON_VALUE)
    Flux<Long> ticks() {
        return Flux.interval(Duration.ofMillis(1)).onBackpressureDrop();
    }

    @GetMapping("/fail")
    Mono<String> fail() {
        return Mono.error(new IllegalStateException("expected"));
    }

    @GetMapping("/throw")
    Mono<String> failAtOnce() {
        throw new IllegalStateException("expected");
    }

    @GetMapping("/timeout")
    Mono<String> timeout() {
        return Mono.<String>never().timeout(Duration.ofMillis(5));
    }

    @GetMapping("/blocking")
    Mono<String> blocking() {
        return Mono.fromSupplier(() -> "blocked").subscribeOn(Schedulers.boundedElastic());
    }

    @GetMapping("/broken")
    Mono<Void> broken(ServerHttpResponse response) {
        DataBufferFactory buffers = response.bufferFactory();
        Flux<DataBuffer> part = Flux.just(buffers.wrap(new byte[] { 'p' }));
        return response.writeAndFlushWith(Flux.just(part, Flux.error(new IllegalStateException("expected"))));
    }

    @GetMapping("/large")
    Flux<DataBuffer> large(ServerHttpResponse response) {
        byte[] part = "x".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
        return Flux.range(0, LARGE / part.length).map((i) -> response.bufferFactory().wrap(part));
    }

    @GetMapping("/large-one")
    Mono<byte[]> largeOne() {
        return Mono.just("x".repeat(LARGE).getBytes(StandardCharsets.US_ASCII));
    }

    @PostMapping("/echo")
    Mono<String> echo(@RequestBody Mono<String> body) {
        return body.map(String::toUpperCase);
    }

    @GetMapping("/forget")
    Mono<String> forget() {
        return Mono.fromSupplier(this::forgetIt);
    }

    @GetMapping("/forget-elsewhere")
    Mono<String> forgetElsewhere() {
        return Mono.fromSupplier(this::forgetIt).delaySubscription(Duration.ofMillis(5));
    }

    @PostMapping("/forget")
    Mono<String> forget(@RequestBody String body) {
        return Mono.fromSupplier(this::forgetIt);
    }

    private String forgetIt() {
        this.forgotten.asMono().doFinally((signal) -> this.forgottenEnds.incrementAndGet()).subscribe();
        return "forgotten";
    }

}
