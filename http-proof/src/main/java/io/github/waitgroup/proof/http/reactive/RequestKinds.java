// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http.reactive;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.waitgroup.proof.http.Bodies;
import io.github.waitgroup.proof.http.Middle;
import io.github.waitgroup.proof.http.Upload;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers that come in one piece.
 */
@RestController
class RequestKinds {

    private static final int BLOCK = 64 * 1024;

    private final Middle middle;

    RequestKinds(Middle middle) {
        this.middle = middle;
    }

    @GetMapping("/hello")
    Mono<String> hello() {
        return Mono.just("hello");
    }

    // Never answered at once: a connection on which Reactor Netty 1.3.7 answers that way
    // just after a late answer is not read from again (its issue 4361)
    @GetMapping("/quick")
    Mono<String> quick() {
        return Mono.delay(Duration.ofMillis(20)).thenReturn(Bodies.text("quick"));
    }

    @GetMapping("/mono")
    Mono<String> mono() {
        return over("mono").thenReturn(Bodies.text("mono"));
    }

    @GetMapping("/delayed")
    Mono<String> delayed() {
        return over("delayed").thenReturn(Bodies.text("delayed")).delayElement(Duration.ofMillis(500));
    }

    @GetMapping("/future")
    CompletableFuture<String> future() {
        this.middle.reached("future");
        return this.middle.over().thenApply((nothing) -> Bodies.text("future"));
    }

    @GetMapping("/failing")
    Mono<String> failing() {
        return Mono.error(new ErrorPage.Planned());
    }

    @PostMapping("/upload")
    Mono<String> upload(@RequestBody Flux<DataBuffer> body) {
        this.middle.reached("upload");
        return body.collect(Upload::new, RequestKinds::add).map(Upload::answer);
    }

    private static void add(Upload upload, DataBuffer buffer) {
        byte[] part = new byte[buffer.readableByteCount()];
        buffer.read(part);
        DataBufferUtils.release(buffer);
        upload.add(part, part.length);
    }

    @GetMapping("/large")
    Mono<Void> large(ServerHttpResponse response) {
        this.middle.reached("large");
        response.getHeaders().setContentLength(Bodies.LARGE);
        return response.writeWith(Flux.range(0, Bodies.LARGE / BLOCK)
            .map((block) -> response.bufferFactory().wrap(Bodies.octets(block * BLOCK, BLOCK))));
    }

    private Mono<Void> over(String kind) {
        return Mono.defer(() -> {
            this.middle.reached(kind);
            return Mono.fromFuture(this.middle.over());
        });
    }

}
