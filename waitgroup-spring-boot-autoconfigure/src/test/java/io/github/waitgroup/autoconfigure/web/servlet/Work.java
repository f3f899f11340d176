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

    final CountDownLatch begun = new CountDownLatch(1);

    final CountDownLatch gate = new CountDownLatch(1);

    final CountDownLatch errorPage = new CountDownLatch(1);

    final CountDownLatch errorGate = new CountDownLatch(1);

    final CompletableFuture<DeferredResult<String>> deferred = new CompletableFuture<>();

    final CompletableFuture<SseEmitter> emitter = new CompletableFuture<>();

    volatile CountDownLatch arrivals = new CountDownLatch(0);

    final CountDownLatch destroyed = new CountDownLatch(1);

    final CompletableFuture<String> ended = new CompletableFuture<>();

    final CompletableFuture<@Nullable Registration> unit = new CompletableFuture<>();

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        this.gate.countDown();
        this.errorGate.countDown();
    }

}
