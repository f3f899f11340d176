// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.netty;

import io.github.waitgroup.Drain;
import io.github.waitgroup.autoconfigure.ConditionalOnDrain;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;
import reactor.netty.http.server.HttpServer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for a web server that is Reactor
 * Netty's.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({ HttpServer.class, NettyReactiveWebServerFactory.class })
@ConditionalOnDrain
public final class NettyWaitGroupAutoConfiguration {

    NettyWaitGroupAutoConfiguration() {
    }

    @Bean
    NettyRequests waitGroupNettyRequests() {
        return new NettyRequests();
    }

    @Bean
    NettyServer waitGroupNettyServer() {
        return new NettyServer();
    }

    @Bean
    NettyFactoryCustomizer waitGroupNettyFactoryCustomizer(NettyServer server, NettyRequests requests) {
        return new NettyFactoryCustomizer(server, requests);
    }

    @Bean
    NettyConnections waitGroupNettyConnections(NettyServer server, NettyFactoryCustomizer customizer) {
        return new NettyConnections(server, customizer::isGraceful);
    }

    @Bean
    StalledConnections waitGroupNettyStalledConnections(Drain drain, NettyServer server) {
        return new StalledConnections(drain, server);
    }

    @Bean
    NettyTermination waitGroupNettyTermination(Drain drain, ConfigurableApplicationContext context,
            ObjectProvider<ReactorResourceFactory> resources) {
        return new NettyTermination(drain, context, resources);
    }

}
