// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.github.waitgroup.Registration;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * What a test and the controller tell each other. Whatever waits goes on once the
 * application is closed.
 */
class Work implements ApplicationListener<ContextClosedEvent>, Filter {

    final CountDownLatch begun = new CountDownLatch(1);

    /** The container's thread has left the first request. */
    final CountDownLatch left = new CountDownLatch(1);

    final CountDownLatch gate = new CountDownLatch(1);

    final CountDownLatch errorPage = new CountDownLatch(1);

    final CountDownLatch errorGate = new CountDownLatch(1);

    final CompletableFuture<DeferredResult<String>> deferred = new CompletableFuture<>();

    final CompletableFuture<SseEmitter> emitter = new CompletableFuture<>();

    final CompletableFuture<@Nullable Registration> unit = new CompletableFuture<>();

    // A client that hangs up sooner can make Tomcat forget to end the request
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
        this.left.countDown();
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        this.gate.countDown();
        this.errorGate.countDown();
    }

}
