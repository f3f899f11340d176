// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.netty;

import io.github.waitgroup.autoconfigure.web.reactive.ServerRequests;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpVersion;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.channel.ChannelOperations;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Requests of Reactor Netty. It tells its observers that a request's operations are
 * disconnecting when the last byte of the response has been written to the socket, or the
 * connection is lost: later than what handles the request can know.
 */
class NettyRequests implements ServerRequests, ConnectionObserver {

    @Override
    public void onStateChange(Connection connection, State state) {
        if (state == State.CONNECTED) {
            ChannelEnd.attach(connection.channel());
        }
        else if (state == State.DISCONNECTING) {
            ChannelEnd end = ChannelEnd.of(connection.channel());
            if (end != null) {
                end.come();
            }
        }
    }

    @Override
    public boolean support(Object nativeRequest) {
        return nativeRequest instanceof HttpServerRequest;
    }

    @Override
    public boolean isHttp11(Object nativeRequest) {
        return HttpVersion.HTTP_1_1.equals(((HttpServerRequest) nativeRequest).version());
    }

    @Override
    public boolean atEnd(Object nativeRequest, Runnable action) {
        if (!(nativeRequest instanceof ChannelOperations<?, ?> operations)) {
            return false;
        }
        Channel channel = operations.channel();
        ChannelEnd end = ChannelEnd.of(channel);
        if (end == null) {
            // The application has put other customizers in the place of ours
            return false;
        }
        end.then(action);
        if (!channel.isActive()) {
            // Perhaps told before
            end.come();
        }
        return true;
    }

    @Override
    public boolean isUpgraded(Object nativeRequest) {
        return ((HttpServerRequest) nativeRequest).isWebsocket();
    }

}
