// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.netty;

import java.util.function.Consumer;

import io.github.waitgroup.Drain;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;
import reactor.netty.channel.ChannelOperations;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Reads on when the drain begins from connections that Reactor Netty has forgotten: after
 * pipelined requests of which the last one is answered at once, it asks for no more
 * (reactor-netty issue 4361). A request that waits there would be lost with the
 * connection. From now on every answer closes its connection, so that once is enough.
 */
class StalledConnections implements Consumer<Drain.State>, SmartInitializingSingleton, DisposableBean {

    private final Drain drain;

    private final NettyServer server;

    private @Nullable Runnable stopListening;

    StalledConnections(Drain drain, NettyServer server) {
        this.drain = drain;
        this.server = server;
    }

    @Override
    public void afterSingletonsInstantiated() {
        this.stopListening = this.drain.listen(this);
    }

    // The drain may be that of a parent context, which goes on
    @Override
    public void destroy() {
        if (this.stopListening != null) {
            this.stopListening.run();
        }
    }

    @Override
    public void accept(Drain.State state) {
        ChannelGroup open = this.server.connections();
        if (state == Drain.State.QUIESCING && open != null) {
            open.forEach((channel) -> channel.eventLoop().execute(() -> readOn(channel)));
        }
    }

    // Where reading has not stopped, this changes nothing. Who is at a request reads as
    // much of its body as is asked for
    private static void readOn(Channel channel) {
        if (ChannelOperations.get(channel) == null
                && channel.pipeline().get(NettyPipeline.HttpTrafficHandler) != null) {
            channel.read();
        }
    }

}
