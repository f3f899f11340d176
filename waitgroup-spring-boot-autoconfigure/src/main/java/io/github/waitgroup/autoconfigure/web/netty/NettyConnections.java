// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.netty;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.netty.FutureMono;
import reactor.netty.channel.ChannelOperations;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Closes the connections that are left, in the phase in which Spring Boot would do so:
 * those that are idle at once, the others when their requests have ended, counted or not.
 * Reactor Netty takes a server for disposed whose socket is closed, and leaves its
 * connections alone then.
 */
class NettyConnections implements SmartLifecycle {

    private final NettyServer server;

    private final BooleanSupplier graceful;

    private volatile boolean running;

    NettyConnections(NettyServer server, BooleanSupplier graceful) {
        this.server = server;
        this.graceful = graceful;
    }

    @Override
    public void start() {
        this.running = true;
    }

    @Override
    public void stop(Runnable callback) {
        this.running = false;
        ChannelGroup left = this.server.leftOpen();
        if (left == null || !this.graceful.getAsBoolean()) {
            callback.run();
            return;
        }
        List<Mono<Void>> ends = new ArrayList<>();
        for (Channel channel : left) {
            ChannelOperations<?, ?> operations = ChannelOperations.get(channel);
            if (operations != null) {
                ends.add(operations.onTerminate().doFinally((signal) -> operations.dispose()));
            }
            else {
                ends.add(FutureMono.from(channel.close()));
            }
        }
        Mono.whenDelayError(ends).subscribe(new BaseSubscriber<>() {

            @Override
            protected void hookOnError(Throwable ex) {
                // Ended all the same
            }

            @Override
            protected void hookFinally(SignalType type) {
                callback.run();
            }

        });
    }

    @Override
    public void stop() {
        stop(() -> {
        });
    }

    @Override
    public boolean isRunning() {
        return this.running;
    }

    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;
    }

}
