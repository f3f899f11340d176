// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.reactive;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.waitgroup.WorkSnapshot;
import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that sessions are counted, and told when the application goes away.
 */
class ReactiveWebSocketTests {

    private static final int GOING_AWAY = 1001;

    @Test
    void runWhenClientClosesSessionShouldEndUnit() throws Exception {
        try (ReactiveServer server = ReactiveServer.start()) {
            Client client = new Client();
            WebSocket socket = client.connect(server, "/sockets/secret");
            Bounded.get(socket.sendText("hello", true));
            assertThat(Bounded.get(client.text)).isEqualTo("hello");
            assertThat(server.group("websocket").snapshot(10).work()).extracting(WorkSnapshot::label)
                .containsExactly("WEBSOCKET /sockets/{room}");
            // The handshake is a request, which has ended
            Bounded.assertEnded(server.requests(), 1, 0);
            Bounded.get(socket.sendClose(WebSocket.NORMAL_CLOSURE, "bye"));
            assertThat(Bounded.get(client.closed)).isEqualTo(WebSocket.NORMAL_CLOSURE);
            Bounded.assertEnded(server.group("websocket"), 1, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "/sockets/1", "/stubborn" })
    void runWhenDrainGoesOnShouldSayGoingAway(String path) throws Exception {
        try (ReactiveServer server = ReactiveServer.start()) {
            Client client = new Client();
            client.connect(server, path);
            Bounded.await(server.bean(Sockets.class).opened);
            server.drain().quiesce();
            server.drain().endOpenEnded();
            assertThat(Bounded.get(client.closed)).isEqualTo(GOING_AWAY);
            Bounded.assertEnded(server.group("websocket"), 1, 0);
            Bounded.assertEnded(server.requests(), 1, 0);
        }
    }

    @Test
    void runWhenHandshakeComesLateShouldSayGoingAwayAtOnce() throws Exception {
        try (ReactiveServer server = ReactiveServer.start()) {
            server.group("http");
            server.bean(io.github.waitgroup.WaitGroupRegistry.class).group("websocket");
            server.drain().quiesce();
            server.drain().endOpenEnded();
            Client client = new Client();
            client.connect(server, "/sockets/1");
            assertThat(Bounded.get(client.closed)).isEqualTo(GOING_AWAY);
            Bounded.assertEnded(server.group("websocket"), 1, 0);
        }
    }

    @Test
    void runWhenClientIsGoneShouldEndUnit() throws Exception {
        try (ReactiveServer server = ReactiveServer.start()) {
            Client client = new Client();
            WebSocket socket = client.connect(server, "/sockets/1");
            Bounded.await(server.bean(Sockets.class).opened);
            socket.abort();
            assertThat(server.group("websocket").await(java.time.Duration.ofSeconds(20))).isTrue();
        }
    }

    @Test
    void runWhenHandshakeFailsShouldCountRequestOnly() throws Exception {
        try (ReactiveServer server = ReactiveServer.start()) {
            assertThat(server.get("/sockets/1").statusCode()).isEqualTo(400);
            Bounded.assertEnded(server.requests(), 1, 0);
        }
    }

    private static final class Client implements WebSocket.Listener {

        final CompletableFuture<String> text = new CompletableFuture<>();

        final CompletableFuture<Integer> closed = new CompletableFuture<>();

        private final StringBuilder message = new StringBuilder();

        WebSocket connect(ReactiveServer server, String path) throws Exception {
            return Bounded.get(HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + path), this));
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            this.message.append(data);
            if (last) {
                this.text.complete(this.message.toString());
            }
            webSocket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            this.closed.complete(statusCode);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            this.closed.completeExceptionally(error);
        }

    }

}
