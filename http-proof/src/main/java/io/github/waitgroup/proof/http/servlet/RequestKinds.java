// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http.servlet;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import io.github.waitgroup.proof.http.Bodies;
import io.github.waitgroup.proof.http.Middle;
import io.github.waitgroup.proof.http.Upload;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

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
    String hello() {
        return "hello";
    }

    @GetMapping("/quick")
    DeferredResult<String> quick() {
        DeferredResult<String> result = new DeferredResult<>();
        CompletableFuture<Void> unused = this.middle.in(Duration.ofMillis(20))
            .thenRun(() -> result.setResult(Bodies.text("quick")));
        return result;
    }

    @GetMapping("/sync")
    String sync() {
        this.middle.reached("sync");
        this.middle.await();
        return Bodies.text("sync");
    }

    @GetMapping("/callable")
    Callable<String> callable() {
        return () -> {
            this.middle.reached("callable");
            this.middle.await();
            return Bodies.text("callable");
        };
    }

    @GetMapping("/deferred")
    DeferredResult<String> deferred() {
        DeferredResult<String> result = new DeferredResult<>();
        this.middle.reached("deferred");
        CompletableFuture<Void> unused = this.middle.over().thenRun(() -> result.setResult(Bodies.text("deferred")));
        return result;
    }

    @GetMapping("/future")
    CompletableFuture<String> future() {
        this.middle.reached("future");
        return this.middle.over().thenApply((nothing) -> Bodies.text("future"));
    }

    @GetMapping("/timeout")
    DeferredResult<String> timeout() {
        this.middle.reached("timeout");
        return new DeferredResult<>(6000L);
    }

    @PostMapping("/upload")
    String upload(InputStream body) throws IOException {
        this.middle.reached("upload");
        Upload upload = new Upload();
        byte[] part = new byte[BLOCK];
        for (int count = body.read(part); count >= 0; count = body.read(part)) {
            upload.add(part, count);
        }
        return upload.answer();
    }

    @GetMapping("/large")
    void large(HttpServletResponse response) throws IOException {
        this.middle.reached("large");
        response.setContentLength(Bodies.LARGE);
        ServletOutputStream output = response.getOutputStream();
        for (int from = 0; from < Bodies.LARGE; from += BLOCK) {
            output.write(Bodies.octets(from, BLOCK));
        }
        output.flush();
    }

}
