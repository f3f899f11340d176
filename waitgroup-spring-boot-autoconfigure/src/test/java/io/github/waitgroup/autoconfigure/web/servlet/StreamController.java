// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * Every way to stream. Each writes one event and then waits for more, but for the silent
 * ones.
 */
@RestController
class StreamController {

    static final String EVENT = "data:first\n\n";

    volatile CompletableFuture<SseEmitter> emitter = new CompletableFuture<>();

    volatile CompletableFuture<OpenStream> stream = new CompletableFuture<>();

    volatile CompletableFuture<AsyncContext> async = new CompletableFuture<>();

    volatile CompletableFuture<PrintWriter> writer = new CompletableFuture<>();

    volatile CountDownLatch told = new CountDownLatch(1);

    volatile CompletableFuture<Throwable> failure = new CompletableFuture<>();

    volatile CompletableFuture<ResponseBodyEmitter> lines = new CompletableFuture<>();

    volatile BlockingQueue<String> events = new LinkedBlockingQueue<>();

    volatile Sinks.Many<String> sink = Sinks.many().unicast().onBackpressureBuffer();

    // For the next test; what is still to come belongs to the last one
    void renew() {
        this.emitter = new CompletableFuture<>();
        this.stream = new CompletableFuture<>();
        this.async = new CompletableFuture<>();
        this.writer = new CompletableFuture<>();
        this.told = new CountDownLatch(1);
        this.failure = new CompletableFuture<>();
        this.lines = new CompletableFuture<>();
        this.events = new LinkedBlockingQueue<>();
        this.sink = Sinks.many().unicast().onBackpressureBuffer();
    }

    @GetMapping({ "/emitter", "/awaited/emitter" })
    SseEmitter emitter() throws IOException {
        SseEmitter sse = silentEmitter();
        sse.send("first");
        return sse;
    }

    @GetMapping("/silent")
    SseEmitter silentEmitter() {
        SseEmitter sse = new SseEmitter(0L);
        sse.onCompletion(this.told::countDown);
        this.emitter.complete(sse);
        return sse;
    }

    // As many applications do: the end must be clean nevertheless
    @GetMapping("/angry")
    SseEmitter angryEmitter() throws IOException {
        SseEmitter sse = emitter();
        sse.onTimeout(() -> sse.completeWithError(new IllegalStateException("on purpose")));
        return sse;
    }

    @GetMapping({ "/lines", "/export" })
    ResponseEntity<ResponseBodyEmitter> lines() throws IOException {
        ResponseBodyEmitter lines = new ResponseBodyEmitter(0L);
        this.lines.complete(lines);
        lines.onCompletion(this.told::countDown);
        lines.send(Map.of("data", "first"), MediaType.APPLICATION_JSON);
        lines.send("\n");
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_NDJSON).body(lines);
    }

    @GetMapping(path = "/flux", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<String> flux() {
        return this.sink.asFlux().startWith("first").doOnCancel(this.told::countDown);
    }

    @GetMapping(path = "/never", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<String> never() {
        return Flux.<String>never().doOnCancel(this.told::countDown);
    }

    @Bean
    RouterFunction<ServerResponse> functionalStream() {
        return RouterFunctions.route().GET("/functional", (request) -> ServerResponse.sse((sse) -> {
            sse.onComplete(this.told::countDown);
            if (request.param("silent").isEmpty()) {
                send(sse);
            }
        }, Duration.ZERO)).build();
    }

    private static void send(ServerResponse.SseBuilder sse) {
        try {
            sse.data("first");
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @GetMapping(path = "/body", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<StreamingResponseBody> body() {
        CountDownLatch told = this.told;
        BlockingQueue<String> events = this.events;
        return ResponseEntity.ok().contentType(MediaType.TEXT_EVENT_STREAM).body((out) -> {
            try {
                // Spring ignores flushes: more than the buffer of a server
                out.write((EVENT + ":" + "x".repeat(100_000) + "\n\n").getBytes(StandardCharsets.US_ASCII));
                events.take();
            }
            catch (InterruptedException ex) {
                throw new IOException("interrupted", ex);
            }
            finally {
                told.countDown();
            }
        });
    }

    @GetMapping("/raw")
    void raw(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/event-stream;charset=utf-8");
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        this.async.complete(async);
        if (request.getParameter("silent") == null) {
            PrintWriter writer = response.getWriter();
            writer.print(EVENT);
            writer.flush();
            this.stream.complete(Objects.requireNonNull(Objects.requireNonNull(InFlightRequest.of(request)).stream()));
            this.writer.complete(writer);
        }
        this.told.countDown();
    }

    // Goes on until a write fails
    @GetMapping("/blocking")
    void blocking(HttpServletResponse response) throws IOException {
        response.setHeader("content-type", "text/event-stream");
        response.getOutputStream().print(EVENT);
        response.flushBuffer();
        try {
            for (;;) {
                response.getOutputStream().print(this.events.take());
                response.flushBuffer();
            }
        }
        catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
        catch (IOException ex) {
            this.failure.complete(ex);
            this.told.countDown();
            throw ex;
        }
    }

    // A download: who gets less than was said has lost something
    @GetMapping("/sized")
    void sized(HttpServletRequest request, HttpServletResponse response) throws Exception {
        response.setContentType("application/x-ndjson");
        String how = request.getParameter("by");
        if ("header".equals(how)) {
            response.setHeader("content-length", "16");
        }
        else if ("int".equals(how)) {
            response.setContentLength(16);
        }
        else {
            response.setContentLengthLong(16);
        }
        response.getOutputStream().print("\"first\"\n");
        response.flushBuffer();
        response.getOutputStream().print(this.events.take());
    }

}
