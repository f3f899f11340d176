// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.netty;

import java.net.ConnectException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import io.github.waitgroup.autoconfigure.Bounded;
import io.github.waitgroup.autoconfigure.ListeningSockets;
import io.github.waitgroup.autoconfigure.web.reactive.ReactiveServer;
import io.github.waitgroup.autoconfigure.web.reactive.Wire;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that a server accepts no connection any more while it serves those there are.
 */
class ListeningSocketsTests {

    @Test
    void runWhenSocketsAreClosedShouldRefuseConnectionsAndServeOpenOnes() throws Exception {
        try (ReactiveServer server = ReactiveServer.start();
                Wire open = server.connect();
                Wire busy = server.connect()) {
            int port = server.port();
            assertThat(open.get("/plain").readAnswer()).startsWith("HTTP/1.1 200");
            busy.get("/wait");
            Bounded.await(server.handlers().begun);
            server.bean(NettyServer.class).close();
            server.bean(NettyServer.class).close();
            assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> Wire.connect(port));
            assertThat(open.get("/plain").readAnswer()).startsWith("HTTP/1.1 200");
            server.handlers().answer.tryEmitValue("answer");
            assertThat(busy.readAnswer()).endsWith("answer");
            Bounded.assertEnded(server.requests(), 3, 0);
        }
    }

    @Test
    void runWhenContextIsClosedShouldEndIdleConnectionsAndAwaitBusyOnes() throws Exception {
        ReactiveServer server = ReactiveServer.start();
        try (Wire idle = server.connect(); Wire busy = server.connect()) {
            assertThat(idle.get("/plain").readAnswer()).startsWith("HTTP/1.1 200");
            busy.get("/wait");
            Bounded.await(server.handlers().begun);
            server.bean(NettyServer.class).close();
            FutureTask<?> closing = closing(server);
            // Closed while the other request is still in flight
            assertThat(idle.readAll()).isEmpty();
            assertThat(closing.isDone()).isFalse();
            server.handlers().answer.tryEmitValue("answer");
            assertThat(busy.readAll()).endsWith("answer");
            Bounded.get(closing);
        }
        finally {
            server.close();
        }
    }

    @Test
    void runWhenExcludedRequestIsInFlightShouldAwaitItInItsPhase() throws Exception {
        ReactiveServer server = ReactiveServer.start("waitgroup.http.exclude=/wait");
        try (Wire busy = server.connect()) {
            busy.get("/wait");
            Bounded.await(server.handlers().begun);
            server.bean(NettyServer.class).close();
            FutureTask<?> closing = closing(server);
            CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS)
                .execute(() -> server.handlers().answer.tryEmitValue("answer"));
            assertThat(busy.readAll()).endsWith("answer");
            Bounded.get(closing);
        }
        finally {
            server.close();
        }
    }

    @Test
    void runWhenServerIsStartedAgainShouldAcceptConnectionsAgain() throws Exception {
        try (ReactiveServer server = ReactiveServer.start()) {
            server.bean(NettyServer.class).close();
            server.restart();
            assertThat(server.get("/plain").statusCode()).isEqualTo(200);
            int port = server.port();
            server.bean(NettyServer.class).close();
            assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> Wire.connect(port));
        }
    }

    @Test
    void runWhenServerHasStoppedShouldDoNothing() {
        ReactiveServer server = ReactiveServer.start();
        ListeningSockets sockets = server.bean(NettyServer.class);
        server.close();
        sockets.close();
    }

    // Not on the common pool, whose work is awaited
    private static FutureTask<?> closing(ReactiveServer server) {
        FutureTask<?> closing = new FutureTask<>(server::close, true);
        new Thread(closing, "closing").start();
        return closing;
    }

}
