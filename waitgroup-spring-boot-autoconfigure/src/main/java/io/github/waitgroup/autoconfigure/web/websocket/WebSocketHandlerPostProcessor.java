// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.websocket;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.web.EndingThreads;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.InstantiationAwareBeanPostProcessor;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.handler.ExceptionWebSocketHandlerDecorator;
import org.springframework.web.socket.handler.LoggingWebSocketHandlerDecorator;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;
import org.springframework.web.socket.sockjs.support.SockJsHttpRequestHandler;

/**
 * Has the sessions of Spring's WebSocket handlers counted: in their mapping, before it
 * registers them, those for handshakes are exchanged for such with a handler that counts.
 */
class WebSocketHandlerPostProcessor implements InstantiationAwareBeanPostProcessor {

    private final SingletonSupplier<WaitGroupRegistry> registry;

    private final EndingThreads closer = new EndingThreads("waitgroup-websocket-closer");

    WebSocketHandlerPostProcessor(ObjectProvider<WaitGroupRegistry> registry) {
        this.registry = SingletonSupplier.of(registry::getObject);
    }

    @Override
    public boolean postProcessAfterInstantiation(Object bean, String beanName) {
        if (bean instanceof SimpleUrlHandlerMapping mapping) {
            Map<String, Object> counted = new LinkedHashMap<>();
            mapping.getUrlMap().forEach((pattern, handler) -> counted.put(pattern, counted(pattern, handler)));
            mapping.setUrlMap(counted);
        }
        return true;
    }

    // Of others, such as subclasses, it is not known how to make one more
    private Object counted(String pattern, Object handler) {
        if (handler.getClass() == WebSocketHttpRequestHandler.class) {
            WebSocketHttpRequestHandler original = (WebSocketHttpRequestHandler) handler;
            WebSocketHttpRequestHandler copy = new WebSocketHttpRequestHandler(
                    counted(pattern, original.getWebSocketHandler()), original.getHandshakeHandler());
            copy.setHandshakeInterceptors(original.getHandshakeInterceptors());
            return copy;
        }
        if (handler.getClass() == SockJsHttpRequestHandler.class) {
            SockJsHttpRequestHandler original = (SockJsHttpRequestHandler) handler;
            return new SockJsHttpRequestHandler(original.getSockJsService(),
                    counted(pattern, original.getWebSocketHandler()));
        }
        return handler;
    }

    private WebSocketHandler counted(String pattern, WebSocketHandler decorated) {
        // Both kinds of handlers put these two around again
        WebSocketHandler handler = without(LoggingWebSocketHandlerDecorator.class,
                without(ExceptionWebSocketHandlerDecorator.class, decorated));
        return new CountedWebSocketHandler(handler,
                this.registry.obtain().group(WebSocketWaitGroupAutoConfiguration.GROUP), "WEBSOCKET " + pattern,
                this.closer);
    }

    private static WebSocketHandler without(Class<?> type, WebSocketHandler handler) {
        return (handler.getClass() == type) ? ((WebSocketHandlerDecorator) handler).getDelegate() : handler;
    }

}
