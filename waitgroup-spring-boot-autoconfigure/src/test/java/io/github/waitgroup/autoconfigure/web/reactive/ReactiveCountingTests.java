// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.reactive;

import java.net.http.HttpResponse;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.WorkSnapshot;
import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that each request is counted once, from its arrival to its real end.
 */
class ReactiveCountingTests {

    @SuppressWarnings("NullAway.Init")
    private ReactiveServer server;

    @BeforeEach
    void start() {
        this.server = ReactiveServer.start();
    }

    @AfterEach
    void stop() {
        this.server.close();
    }

    @ParameterizedTest
    @CsvSource({ "/orders/1, 200", "/plain, 200", "/empty, 204", "/delayed, 200", "/flux, 200", "/finite-events, 200",
            "/fail, 500", "/throw, 500", "/timeout, 500", "/blocking, 200", "/missing, 404", "/large, 200",
            "/large-one, 200", "/files/org.springframework.boot.autoconfigure.AutoConfiguration.imports, 200",
            "/files/missing, 404" })
    void runWhenRequestEndsShouldCountItOnce(String path, int status) throws Exception {
        HttpResponse<String> response = this.server.get(path);
        assertThat(response.statusCode()).isEqualTo(status);
        Bounded.assertEnded(this.server.requests(), 1, 0);
        assertNoOtherUnits();
    }

    @Test
    void runWhenBodyIsSentShouldCountRequestOnce() throws Exception {
        assertThat(this.server.post("/echo", "abc").body()).isEqualTo("ABC");
        Bounded.assertEnded(this.server.requests(), 1, 0);
        assertNoOtherUnits();
    }

    @Test
    void runWhenClientWaitsForContinueShouldCountRequestOnce() throws Exception {
        try (Wire wire = this.server.connect()) {
            wire.post("/echo", 3, "Expect: 100-continue");
            assertThat(wire.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100");
            assertThat(this.server.requests().count()).isEqualTo(1);
            wire.send("abc");
            assertThat(wire.readAnswer()).startsWith("HTTP/1.1 200").endsWith("ABC");
            Bounded.assertEnded(this.server.requests(), 1, 0);
        }
    }

    @Test
    void runWhenResponseBreaksShouldCountItFailed() throws Exception {
        try (Wire wire = this.server.connect()) {
            assertThat(wire.get("/broken").readAll()).startsWith("HTTP/1.1 200").doesNotEndWith("0\r\n\r\n");
            Bounded.assertEnded(this.server.requests(), 1, 1);
        }
    }

    @Test
    void runWhenHeadIsAskedForShouldCountItOnce() throws Exception {
        try (Wire wire = this.server.connect()) {
            wire.send("HEAD /finite-events HTTP/1.1\r\nHost: test\r\n\r\n");
            assertThat(wire.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200");
            Bounded.assertEnded(this.server.requests(), 1, 0);
        }
    }

    @ParameterizedTest
    @CsvSource({ "/wait, GET /wait", "/functions/secret?token=secret, GET /functions/{id}" })
    void runWhenRequestIsHandledShouldShowItsRoute(String path, String label) throws Exception {
        Future<HttpResponse<String>> response = this.server.getLater(path);
        Bounded.await(this.server.handlers().begun);
        assertThat(this.server.requests().snapshot(10).work()).extracting(WorkSnapshot::label).containsExactly(label);
        this.server.handlers().answer.tryEmitValue("answer");
        assertThat(Bounded.get(response).body()).isEqualTo("answer");
        Bounded.assertEnded(this.server.requests(), 1, 0);
    }

    @Test
    void runWhenRequestIsHandledShouldMakeItsThreadWorkForIt() throws Exception {
        this.server.get("/orders/secret");
        assertThat(Bounded.get(this.server.handlers().unit)).isNotNull()
            .extracting(Registration::label)
            .isEqualTo("GET /orders/{id}");
        Bounded.assertEnded(this.server.requests(), 1, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/large", "/large-one" })
    void runWhenClientReadsSlowlyShouldCountUntilTheLastByte(String path) throws Exception {
        try (Wire wire = this.server.connect()) {
            wire.get(path).readUntil("\r\n\r\n");
            // Answered on a connection of its own: by now the handler of the first is
            // done
            assertThat(this.server.get("/plain").statusCode()).isEqualTo(200);
            assertThat(this.server.requests().snapshot(10).work()).extracting(WorkSnapshot::label)
                .contains("GET " + path);
            long rest = wire.in().readNBytes(Handlers.LARGE).length;
            assertThat(rest).isEqualTo(Handlers.LARGE);
            Bounded.assertEnded(this.server.requests(), 2, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "/wait", "/events" })
    void runWhenClientHangsUpBeforeTheAnswerShouldCancelAndEndUnit(String path) throws Exception {
        try (Wire wire = this.server.connect()) {
            wire.get(path);
            Bounded.await(this.server.handlers().begun);
            assertThat(this.server.requests().count()).isEqualTo(1);
        }
        Bounded.await(this.server.handlers().cancelled);
        Bounded.assertEnded(this.server.requests(), 1, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/large", "/large-one", "/ticks" })
    void runWhenClientHangsUpInTheMiddleShouldEndUnit(String path) throws Exception {
        try (Wire wire = this.server.connect()) {
            wire.get(path).readUntil("\r\n\r\n");
            assertThat(this.server.requests().count()).isEqualTo(1);
            wire.reset();
        }
        assertThat(this.server.requests().await(java.time.Duration.ofSeconds(20))).isTrue();
        assertThat(this.server.requests().snapshot(1).registered()).isEqualTo(1);
    }

    @Test
    void runWhenRequestsShareAConnectionShouldCountEachOnce() throws Exception {
        try (Wire wire = this.server.connect()) {
            for (int i = 0; i < 20; i++) {
                assertThat(wire.get("/orders/" + i).readAnswer()).startsWith("HTTP/1.1 200");
            }
            // Pipelined
            wire.get("/orders/1").get("/delayed").get("/orders/2");
            for (int i = 0; i < 3; i++) {
                assertThat(wire.readAnswer()).startsWith("HTTP/1.1 200");
            }
        }
        Bounded.assertEnded(this.server.requests(), 23, 0);
    }

    @Test
    void runWhenManyRequestsComeShouldCountEachOnce() throws Exception {
        var responses = IntStream.range(0, 100)
            .mapToObj((i) -> this.server.getLater((i % 2 == 0) ? "/orders/" + i : "/delayed"))
            .toList();
        for (Future<HttpResponse<String>> response : responses) {
            assertThat(Bounded.get(response).statusCode()).isEqualTo(200);
        }
        Bounded.assertEnded(this.server.requests(), 100, 0);
    }

    @Test
    void runWhenActuatorIsAskedShouldNotCountIt() throws Exception {
        assertThat(this.server.get("/actuator/health").statusCode()).isEqualTo(200);
        assertThat(this.server.get("/actuator").statusCode()).isEqualTo(200);
        Bounded.assertEnded(this.server.requests(), 0, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/forget", "/forget-elsewhere" })
    void runWhenHandlerForgetsWhatItSubscribedToShouldCountThat(String path) throws Exception {
        assertThat(this.server.get(path).body()).isEqualTo("forgotten");
        assertForgottenIsCounted();
    }

    @Test
    void runWhenHandlerOfBodyForgetsWhatItSubscribedToShouldCountThat() throws Exception {
        try (Wire wire = this.server.connect()) {
            wire.post("/forget", 2).send("a");
            // So that the rest of the body comes later than the request
            assertThat(this.server.get("/plain").statusCode()).isEqualTo(200);
            assertThat(wire.send("b").readAnswer()).endsWith("forgotten");
        }
        assertForgottenIsCounted();
    }

    private void assertForgottenIsCounted() throws Exception {
        assertThat(this.server.requests().await(java.time.Duration.ofSeconds(20))).isTrue();
        assertThat(this.server.group("reactor").snapshot(10).work()).extracting(WorkSnapshot::label)
            .containsExactly("Handlers.forgetIt");
        assertThat(this.server.handlers().forgottenEnds).hasValue(0);
        this.server.handlers().forgotten.tryEmitEmpty();
        Bounded.assertEnded(this.server.group("reactor"), 1, 0);
    }

    // The flows of WebFlux itself are the request
    private void assertNoOtherUnits() {
        assertThat(this.server.bean(WaitGroupRegistry.class).groups())
            .filteredOn((group) -> !group.name().equals("http"))
            .allSatisfy((group) -> assertThat(group.snapshot(1).registered()).as(group.name()).isZero());
    }

}
