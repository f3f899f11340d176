// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.concurrent.Future;

import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of a server whose doors are closed while it still serves who is inside.
 */
@ParameterizedClass(name = "{0}")
@EnumSource
class ListeningSocketsTests {

    @Parameter
    @SuppressWarnings("NullAway.Init")
    private Container container;

    @SuppressWarnings("NullAway.Init")
    private WebServer server;

    @BeforeEach
    void start() {
        this.server = WebServer.start(this.container);
    }

    @AfterEach
    void stop() {
        this.server.close();
    }

    @Test
    void runWhenClosedShouldRefuseConnectionsAndServeOpenOnes() throws Exception {
        int port = this.server.port();
        // In this order: when the server answers the second, it has accepted the first
        try (Socket silent = this.server.connect(); Socket open = this.server.connect()) {
            assertThat(exchange(open)).endsWith("order");
            this.server.stopListening();
            assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> WebServer.connect(port).close());
            this.server.drain().quiesce();
            assertThat(exchange(open)).startsWith("HTTP/1.1 200").contains("Connection: close").endsWith("order");
            assertThat(exchange(silent)).startsWith("HTTP/1.1 200").contains("Connection: close").endsWith("order");
            assertThat(open.getInputStream().read()).isEqualTo(-1);
            this.server.drain().resume();
        }
    }

    @Test
    void runWhenClosedDuringRequestShouldAnswerItWhole() throws Exception {
        Future<HttpResponse<String>> response = this.server.getLater("/wait");
        Future<HttpResponse<String>> deferred = this.server.getLater("/deferred");
        Bounded.await(this.server.work().begun);
        var result = Bounded.get(this.server.work().deferred);
        this.server.stopListening();
        this.server.stopListening();
        this.server.work().gate.countDown();
        result.setResult("deferred");
        assertThat(Bounded.get(response).body()).isEqualTo("waited");
        assertThat(Bounded.get(deferred).body()).isEqualTo("deferred");
        Bounded.assertEnded(this.server.requests(), 2, 0);
    }

    @Test
    void runWhenStoppedAndStartedAfterwardsShouldListenAgain() throws Exception {
        this.server.stopListening();
        this.server.restart();
        assertThat(this.server.get("/orders/1").statusCode()).isEqualTo(200);
        int port = this.server.port();
        this.server.stopListening();
        assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> WebServer.connect(port).close());
    }

    private static String exchange(Socket socket) throws IOException {
        WebServer.send(socket, "GET /orders/1 HTTP/1.1\r\nHost: test\r\n\r\n");
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().endsWith("\r\n\r\norder")) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                break;
            }
            answer.append((char) next);
        }
        return answer.toString();
    }

}
