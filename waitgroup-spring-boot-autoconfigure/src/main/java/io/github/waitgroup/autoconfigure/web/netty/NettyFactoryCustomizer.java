// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.netty;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * Makes the server of the application known, and its requests observed.
 */
class NettyFactoryCustomizer implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    private final NettyServer server;

    private final NettyRequests requests;

    private volatile @Nullable NettyReactiveWebServerFactory factory;

    NettyFactoryCustomizer(NettyServer server, NettyRequests requests) {
        this.server = server;
        this.requests = requests;
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        this.factory = factory;
        factory.addServerCustomizers((server) -> this.server.customize(server).childObserve(this.requests));
    }

    boolean isGraceful() {
        NettyReactiveWebServerFactory customized = this.factory;
        return customized != null && customized.getShutdown() == Shutdown.GRACEFUL;
    }

}
