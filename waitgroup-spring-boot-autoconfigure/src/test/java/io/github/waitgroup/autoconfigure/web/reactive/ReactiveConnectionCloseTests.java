// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.reactive;

import java.net.http.HttpResponse;
import java.util.concurrent.Future;

import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that answers end their connection once the drain has begun.
 */
class ReactiveConnectionCloseTests {

    @SuppressWarnings("NullAway.Init")
    private ReactiveServer server;

    @BeforeEach
    void start() {
        this.server = ReactiveServer.start();
    }

    @AfterEach
    void stop() {
        this.server.drain().resume();
        this.server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/orders/1", "/plain", "/empty", "/missing", "/fail", "/throw", "/timeout", "/delayed",
            "/flux", "/finite-events", "/large", "/large-one",
            "/files/org.springframework.boot.autoconfigure.AutoConfiguration.imports", "/actuator/health",
            "/actuator/missing" })
    void runWhenDrainingShouldCloseConnection(String path) throws Exception {
        this.server.drain().quiesce();
        assertThat(connection(this.server.get(path))).isEqualTo("close");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/orders/1", "/empty", "/missing", "/fail", "/flux", "/actuator/health" })
    void runWhenServingShouldKeepConnection(String path) throws Exception {
        assertThat(connection(this.server.get(path))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/begin-drain", "/begin-drain-late" })
    void runWhenDrainBeginsJustBeforeTheAnswerShouldCloseConnection(String path) throws Exception {
        assertThat(connection(this.server.get(path))).isEqualTo("close");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/wait", "/functions/1", "/events" })
    void runWhenDrainBeginsWhileRequestIsHandledShouldCloseConnection(String path) throws Exception {
        Future<HttpResponse<String>> response = this.server.getLater(path);
        Bounded.await(this.server.handlers().begun);
        this.server.drain().quiesce();
        this.server.handlers().answer.tryEmitValue("answer");
        this.server.handlers().events.tryEmitNext("answer");
        this.server.handlers().events.tryEmitComplete();
        assertThat(connection(Bounded.get(response))).isEqualTo("close");
        assertThat(response.get().body()).contains("answer");
    }

    @Test
    void runWhenDrainingShouldReallyCloseConnection() throws Exception {
        this.server.drain().begin();
        try (Wire wire = this.server.connect()) {
            assertThat(wire.get("/orders/1").readAll()).startsWith("HTTP/1.1 200")
                .containsIgnoringCase("Connection: close")
                .endsWith("order");
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
