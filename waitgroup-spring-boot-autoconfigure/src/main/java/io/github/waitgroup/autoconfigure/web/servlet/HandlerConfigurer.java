// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.servlet.AsyncHandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.WebUtils;

/**
 * Labels a request with its route pattern as soon as Spring MVC knows it, never with the
 * path itself, which may carry data. Lets Spring MVC end its streams, and tell of those
 * that have not written anything.
 */
class HandlerConfigurer implements WebMvcConfigurer, AsyncHandlerInterceptor {

    private final StreamResultInterceptor results = new StreamResultInterceptor();

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).order(Ordered.HIGHEST_PRECEDENCE);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        InFlightRequest inFlight = InFlightRequest.of(request);
        if (inFlight != null) {
            Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
            if (pattern != null) {
                inFlight.route(request.getMethod() + " " + pattern);
            }
            // Not for all requests at once, by the configuration: each would make its key
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
