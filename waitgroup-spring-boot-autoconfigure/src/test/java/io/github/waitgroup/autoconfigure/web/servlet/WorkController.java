// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;

import io.github.waitgroup.Registration;
import io.github.waitgroup.autoconfigure.Bounded;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import reactor.core.publisher.Flux;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * Every way to answer a request.
 */
@RestController
class WorkController {

    static final int LARGE = 30_000_000;

    private final Work work;

    WorkController(Work work) {
        this.work = work;
    }

    @GetMapping("/orders/{id}")
    String order(@PathVariable String id) {
        this.work.unit.complete(Registration.current());
        return "order";
    }

    @GetMapping("/wait")
    String hold() {
        this.work.begun.countDown();
        Bounded.await(this.work.gate);
        return "waited";
    }

    @GetMapping("/deaf")
    String deaf() {
        this.work.deaf.run();
        return "heard";
    }

    @GetMapping("/empty")
    ResponseEntity<Void> empty() {
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/redirect")
    ModelAndView redirect() {
        return new ModelAndView("redirect:/orders/1");
    }

    @GetMapping("/plain-redirect")
    void redirect(HttpServletResponse response) throws IOException {
        response.sendRedirect("/orders/1");
    }

    @GetMapping("/flushed")
    void flush(HttpServletResponse response) throws IOException {
        response.flushBuffer();
    }

    @GetMapping("/own-connection")
    void keepConnection(HttpServletResponse response) throws IOException {
        response.addHeader("Connection", "keep-alive");
        PrintWriter writer = response.getWriter();
        response.setHeader("Connection", "keep-alive");
        writer.write("kept?");
        writer.flush();
    }

    @GetMapping("/reset")
    void reset(HttpServletResponse response) throws IOException {
        response.getOutputStream().print("forget it");
        response.reset();
    }

    @GetMapping("/forward")
    ModelAndView forward() {
        return new ModelAndView("forward:/wait");
    }

    @GetMapping("/callable")
    Callable<String> callable() {
        return () -> "called";
    }

    @GetMapping("/future")
    CompletableFuture<String> future() {
        return CompletableFuture.supplyAsync(() -> "future");
    }

    @GetMapping("/failing-future")
    CompletableFuture<String> failingFuture() {
        return CompletableFuture.failedFuture(new IllegalStateException("expected"));
    }

    @GetMapping("/flux")
    Flux<String> flux() {
        return Flux.just("a", "b");
    }

    @GetMapping("/include")
    void include(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        request.getRequestDispatcher("/orders/1").include(request, response);
    }

    @GetMapping("/brief-forward")
    ModelAndView briefForward() {
        return new ModelAndView("forward:/orders/1");
    }

    @GetMapping("/brief-deferred")
    DeferredResult<String> briefDeferred() {
        DeferredResult<String> result = new DeferredResult<>(0L);
        ForkJoinPool.commonPool().execute(() -> result.setResult("deferred"));
        return result;
    }

    @GetMapping("/brief-events")
    SseEmitter briefEvents() {
        SseEmitter emitter = new SseEmitter(0L);
        ForkJoinPool.commonPool().execute(() -> {
            try {
                emitter.send("first");
                emitter.complete();
            }
            catch (IOException ex) {
                emitter.completeWithError(ex);
            }
        });
        return emitter;
    }

    @GetMapping("/much")
    StreamingResponseBody much() {
        return (out) -> {
            byte[] much = new byte[100_000];
            for (int i = 0; i < 10; i++) {
                out.write(much);
                out.flush();
            }
        };
    }

    @PostMapping("/upload")
    int upload(@RequestBody byte[] body) {
        return body.length;
    }

    @GetMapping("/large")
    void large(HttpServletResponse response) throws IOException {
        // All of it goes out when the servlet has returned
        response.setBufferSize(LARGE + 1000);
        response.getOutputStream().write(new byte[LARGE]);
    }

    @GetMapping("/failing-callable")
    Callable<String> failingCallable() {
        return () -> {
            throw new IllegalStateException("expected");
        };
    }

    @GetMapping("/deferred")
    DeferredResult<String> deferred() {
        DeferredResult<String> result = new DeferredResult<>(0L);
        this.work.deferred.complete(result);
        return result;
    }

    @GetMapping("/timeout")
    DeferredResult<String> timeout() {
        return new DeferredResult<>(100L);
    }

    @GetMapping("/timeout-result")
    DeferredResult<String> timeoutResult() {
        return new DeferredResult<>(100L, "late");
    }

    @GetMapping("/stream")
    StreamingResponseBody stream() {
        return (out) -> {
            out.write(new byte[1000]);
            out.flush();
            out.write(new byte[1000]);
        };
    }

    @GetMapping("/failing-stream")
    StreamingResponseBody failingStream() {
        return (out) -> {
            throw new IllegalStateException("expected");
        };
    }

    @GetMapping("/endless")
    StreamingResponseBody endless() {
        return (out) -> {
            this.work.begun.countDown();
            Bounded.await(this.work.gate);
            byte[] much = new byte[100_000];
            for (int i = 0; i < 10_000; i++) {
                out.write(much);
                out.flush();
            }
        };
    }

    @GetMapping("/endless-sync")
    void endless(HttpServletResponse response) throws IOException {
        this.work.gate.countDown();
        endless().writeTo(response.getOutputStream());
    }

    @GetMapping("/events")
    SseEmitter events() throws IOException {
        SseEmitter emitter = new SseEmitter(0L);
        emitter.send("first");
        this.work.emitter.complete(emitter);
        return emitter;
    }

    @GetMapping("/throw")
    String fail() {
        throw new IllegalStateException("expected");
    }

    @GetMapping("/send-error")
    void sendError(HttpServletResponse response) throws IOException {
        response.sendError(418);
    }

    @GetMapping("/restarted")
    void restarted(HttpServletRequest request) {
        AsyncContext async = request.startAsync();
        boolean again = request.getDispatcherType() == DispatcherType.ASYNC;
        if (again) {
            async.complete();
        }
        else {
            async.dispatch();
        }
    }

    @GetMapping("/completed-at-once")
    void completedAtOnce(HttpServletRequest request) {
        request.startAsync().complete();
    }

}
