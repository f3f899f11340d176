// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;

import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that answers end their connection once the drain has begun.
 */
@ParameterizedClass(name = "{0}")
@EnumSource
class ConnectionCloseTests {

    @AutoClose
    private static final ContainerServers servers = new ContainerServers();

    @Parameter
    @SuppressWarnings("NullAway.Init")
    private Container container;

    @SuppressWarnings("NullAway.Init")
    private WebServer server;

    @BeforeEach
    void start() {
        this.server = servers.get(this.container);
    }

    @AfterEach
    void resume() {
        this.server.drain().resume();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/orders/1", "/empty", "/missing", "/send-error", "/throw", "/callable", "/stream",
            "/redirect", "/plain-redirect", "/timeout", "/failing-callable", "/completed-at-once", "/actuator/health",
            "/actuator/missing" })
    void runWhenDrainingShouldCloseConnection(String path) throws Exception {
        this.server.drain().quiesce();
        assertThat(connection(this.server.get(path))).isEqualTo("close");
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "/orders/1", "/empty", "/missing", "/callable", "/stream", "/redirect", "/actuator/health" })
    void runWhenServingShouldKeepConnection(String path) throws Exception {
        assertThat(connection(this.server.get(path))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/orders/1", "/empty", "/stream", "/redirect", "/plain-redirect", "/missing", "/flushed" })
    void runWhenDrainBeginsJustBeforeTheAnswerShouldCloseConnection(String path) throws Exception {
        assertThat(connection(this.server.get(path + "?begin-drain"))).isEqualTo("close");
    }

    @Test
    void runWhenDrainBeginsWhileRequestIsHandledShouldCloseConnection() throws Exception {
        Future<HttpResponse<String>> response = this.server.getLater("/wait");
        Bounded.await(this.server.work().begun);
        this.server.drain().begin();
        this.server.work().gate.countDown();
        assertThat(connection(Bounded.get(response))).isEqualTo("close");
    }

    @Test
    void runWhenDrainBeginsWhileResultIsDeferredShouldCloseConnection() throws Exception {
        Future<HttpResponse<String>> response = this.server.getLater("/deferred");
        var result = Bounded.get(this.server.work().deferred);
        this.server.drain().begin();
        result.setResult("deferred");
        assertThat(connection(Bounded.get(response))).isEqualTo("close");
    }

    @ParameterizedTest
    @CsvSource({ "GET /orders/1 HTTP/1.1, '', 200", "GET /orders/1 HTTP/1.0, Connection: keep-alive, 200",
            "HEAD /orders/1 HTTP/1.1, '', 200", "GET /empty HTTP/1.1, '', 204",
            "GET /asset.txt HTTP/1.1, 'If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT', 304",
            "GET /own-connection HTTP/1.1, '', 200", "GET /callable HTTP/1.1, '', 200", "GET /stream HTTP/1.1, '', 200",
            "GET /brief-events HTTP/1.1, '', 200", "GET /throw HTTP/1.1, '', 500", "GET /reset HTTP/1.1, '', 200" })
    void runWhenDrainingShouldReallyCloseConnection(String request, String header, String status) throws Exception {
        this.server.drain().begin();
        try (Socket socket = this.server.connect()) {
            WebServer.send(socket, request + "\r\nHost: test\r\n" + header + (header.isEmpty() ? "\r\n" : "\r\n\r\n"));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                .startsWith("HTTP/1.1 " + status)
                .containsOnlyOnce("Connection: close")
                .doesNotContain("keep-alive");
        }
    }

    @Test
    void runWhenDrainIsTakenBackShouldKeepConnections() throws Exception {
        this.server.drain().quiesce();
        this.server.drain().resume();
        assertThat(connection(this.server.get("/orders/1"))).isEmpty();
    }

    private static String connection(HttpResponse<?> response) {
        return String.join(",", response.headers().allValues("Connection"));
    }

}
