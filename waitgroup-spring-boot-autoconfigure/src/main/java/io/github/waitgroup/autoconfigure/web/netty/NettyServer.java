// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.netty;

import java.util.concurrent.TimeUnit;

import io.github.waitgroup.autoconfigure.ListeningSockets;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import org.jspecify.annotations.Nullable;
import reactor.netty.DisposableServer;
import reactor.netty.FutureMono;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerConfig;

/**
 * The server of the application as it is bound now: again after each start.
 */
class NettyServer implements ListeningSockets {

    private static final int PATIENCE_SECONDS = 2;

    private volatile @Nullable DisposableServer bound;

    private volatile @Nullable ChannelGroup connections;

    private volatile boolean closed;

    HttpServer customize(HttpServer server) {
        return server.doOnBind(this::binding).doOnBound(this::bound);
    }

    private void binding(HttpServerConfig config) {
        this.connections = config.channelGroup();
    }

    private void bound(DisposableServer server) {
        this.closed = false;
        this.bound = server;
    }

    /**
     * Returns the open connections.
     * @return the connections, and streams of them, or {@code null} if the server has not
     * been started
     */
    @Nullable ChannelGroup connections() {
        return this.connections;
    }

    /**
     * Returns the open connections of a server that accepts no more.
     * @return the connections, and streams of them, or {@code null} if the server has not
     * been closed, or not by this
     */
    @Nullable ChannelGroup leftOpen() {
        return this.closed ? this.connections : null;
    }

    @Override
    public void close() {
        DisposableServer server = this.bound;
        if (server == null || this.closed) {
            return;
        }
        this.closed = true;
        Channel channel = server.channel();
        ChannelFuture closing = channel.close();
        ChannelGroup open = this.connections;
        if (open != null) {
            open.forEach(NettyServer::goAway);
        }
        if (!channel.eventLoop().inEventLoop()) {
            closing.awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    // To close a connection of HTTP/2 is to say GOAWAY; its streams come to their ends
    private static void goAway(Channel channel) {
        if (channel.pipeline().get(Http2ConnectionHandler.class) != null) {
            FutureMono.from(channel.close()).onErrorComplete().subscribe();
        }
    }

}
