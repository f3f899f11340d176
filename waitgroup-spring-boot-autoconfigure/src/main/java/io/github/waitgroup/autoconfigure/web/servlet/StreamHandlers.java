// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.util.Collection;

import io.github.waitgroup.autoconfigure.web.StreamTypes;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * What the handlers of Spring MVC will stream: it writes the head of such a response only
 * with the first element.
 */
final class StreamHandlers {

    private StreamHandlers() {
    }

    /**
     * Returns the type of the stream that a handler has begun.
     * @param request the request, which has gone asynchronous
     * @param handler the handler
     * @return the type, or {@code null} if it is no stream as far as can be told
     */
    static @Nullable String streamType(HttpServletRequest request, Object handler) {
        if (!(handler instanceof HandlerMethod method)) {
            return null;
        }
        ResolvableType type = ResolvableType.forMethodParameter(method.getReturnType());
        if (ResponseEntity.class.isAssignableFrom(type.toClass())) {
            type = type.getGeneric();
        }
        Class<?> body = type.toClass();
        if (SseEmitter.class.isAssignableFrom(body)) {
            return MediaType.TEXT_EVENT_STREAM_VALUE;
        }
        if (ResponseBodyEmitter.class.isAssignableFrom(body)) {
            return negotiated(request);
        }
        ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(body);
        if (adapter == null || !adapter.isMultiValue()) {
            return null;
        }
        return ServerSentEvent.class.isAssignableFrom(type.getGeneric().toClass()) ? MediaType.TEXT_EVENT_STREAM_VALUE
                : negotiated(request);
    }

    private static @Nullable String negotiated(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        if (request.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE) instanceof Collection<?> producible
                && !producible.isEmpty()) {
            accepted = String.valueOf(producible.iterator().next());
        }
        return StreamTypes.isStream(accepted) ? accepted : null;
    }

}
