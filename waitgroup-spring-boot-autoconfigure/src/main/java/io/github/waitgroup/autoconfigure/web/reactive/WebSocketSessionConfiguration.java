// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.reactive;

import io.github.waitgroup.WaitGroupRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.HandlerAdapter;
import org.springframework.web.reactive.socket.WebSocketHandler;

/**
 * Counts WebSocket sessions.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ WebSocketHandler.class, HandlerAdapter.class })
class WebSocketSessionConfiguration {

    @Bean
    CountingHandlerAdapter waitGroupCountingHandlerAdapter(WaitGroupRegistry registry,
            ObjectProvider<HandlerAdapter> adapters) {
        return new CountingHandlerAdapter(registry, adapters);
    }

}
