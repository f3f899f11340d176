// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.websocket;

import org.apache.tomcat.websocket.server.WsServerContainer;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Closes the sessions of Tomcat as Tomcat would do too late, when their connections are
 * gone.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(WsServerContainer.class)
class TomcatEndpointConfiguration {

    @Bean
    EndpointContainer waitGroupTomcatEndpoints() {
        return (container) -> {
            if (container instanceof WsServerContainer tomcat) {
                tomcat.destroy();
            }
        };
    }

}
