// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.servlet.AsyncHandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.WebUtils;

/**
 * Lets Spring MVC end its streams, and tell of those that have not written anything.
 */
class StreamConfigurer implements WebMvcConfigurer, AsyncHandlerInterceptor {

    private final StreamResultInterceptor results = new StreamResultInterceptor();

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).order(Ordered.HIGHEST_PRECEDENCE);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        // Not for all requests at once, by the configuration: each would make its key
        if (InFlightRequest.of(request) != null) {
            WebAsyncManager manager = WebAsyncUtils.getAsyncManager(request);
            manager.registerDeferredResultInterceptor(StreamResultInterceptor.class, this.results);
            manager.registerCallableInterceptor(StreamResultInterceptor.class, this.results);
        }
        return true;
    }

    @Override
    public void afterConcurrentHandlingStarted(HttpServletRequest request, HttpServletResponse response,
            Object handler) {
        StreamResponse ours = WebUtils.getNativeResponse(response, StreamResponse.class);
        String type = (ours != null) ? StreamHandlers.streamType(request, handler) : null;
        if (ours != null && type != null) {
            ours.expectStream(type);
        }
    }

}
