// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.websocket;

import io.github.waitgroup.Drain;
import io.github.waitgroup.autoconfigure.ConditionalOnDrain;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;
import jakarta.servlet.ServletContext;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that counts WebSocket sessions and
 * their messages.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(ServletContext.class)
@ConditionalOnDrain
@Import({ TomcatEndpointConfiguration.class, JettyEndpointConfiguration.class, WebSocketHandlerConfiguration.class })
public final class WebSocketWaitGroupAutoConfiguration {

    static final String GROUP = "websocket";

    WebSocketWaitGroupAutoConfiguration() {
    }

    // Needed by nobody, but told by the drain
    @Bean
    @Lazy(false)
    EndpointGoodBye waitGroupEndpointGoodBye(ServletContext servletContext,
            ObjectProvider<EndpointContainer> containers, Drain drain) {
        return new EndpointGoodBye(servletContext, containers.orderedStream().toList(), drain);
    }

}
