// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.github.waitgroup.Registration;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * What a test and the controller tell each other. Whatever waits goes on once the
 * application is closed.
 */
class Work implements ApplicationListener<ContextClosedEvent> {

    volatile CountDownLatch begun = new CountDownLatch(1);

    volatile CountDownLatch gate = new CountDownLatch(1);

    final Deaf deaf = new Deaf();

    volatile CountDownLatch errorPage = new CountDownLatch(1);

    volatile CountDownLatch errorGate = new CountDownLatch(1);

    volatile CompletableFuture<DeferredResult<String>> deferred = new CompletableFuture<>();

    volatile CompletableFuture<SseEmitter> emitter = new CompletableFuture<>();

    volatile CountDownLatch arrivals = new CountDownLatch(0);

    volatile CountDownLatch destroyed = new CountDownLatch(1);

    volatile CompletableFuture<String> ended = new CompletableFuture<>();

    volatile CompletableFuture<@Nullable Registration> unit = new CompletableFuture<>();

    // For the next test; what is still to come belongs to the last one
    void renew() {
        this.gate.countDown();
        this.errorGate.countDown();
        this.begun = new CountDownLatch(1);
        this.gate = new CountDownLatch(1);
        this.errorPage = new CountDownLatch(1);
        this.errorGate = new CountDownLatch(1);
        this.deferred = new CompletableFuture<>();
        this.emitter = new CompletableFuture<>();
        this.destroyed = new CountDownLatch(1);
        this.ended = new CompletableFuture<>();
        this.unit = new CompletableFuture<>();
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        this.gate.countDown();
        this.errorGate.countDown();
    }

}
