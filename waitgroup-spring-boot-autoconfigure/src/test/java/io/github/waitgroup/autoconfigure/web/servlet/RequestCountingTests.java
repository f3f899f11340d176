// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.github.waitgroup.Registration;
import io.github.waitgroup.WorkSnapshot;
import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that each request is counted once, from its arrival to its real end.
 */
@ParameterizedClass(name = "{0}")
@EnumSource
class RequestCountingTests {

    @AutoClose
    private static final ContainerServers servers = new ContainerServers();

    @Parameter
    @SuppressWarnings("NullAway.Init")
    private Container container;

    @SuppressWarnings("NullAway.Init")
    private WebServer server;

    @SuppressWarnings("NullAway.Init")
    private Counts counts;

    @BeforeEach
    void start() throws InterruptedException {
        this.server = servers.get(this.container);
        this.counts = this.server.renew();
    }

    @ParameterizedTest
    @CsvSource({ "/orders/1, 200, 0", "/empty, 204, 0", "/missing, 404, 0", "/send-error, 418, 0", "/throw, 500, 1",
            "/callable, 200, 0", "/failing-callable, 500, 1", "/timeout, 503, 0", "/timeout-result, 200, 0",
            "/stream, 200, 0", "/failing-stream, 500, 1", "/restarted, 200, 0", "/completed-at-once, 200, 0",
            "/plain-redirect, 302, 0", "/redirect, 302, 0", "/future, 200, 0", "/failing-future, 500, 1",
            "/flux, 200, 0", "/include, 200, 0", "/function/1, 200, 0", "/plain/secret, 200, 0", "/asset.txt, 200, 0" })
    void runWhenRequestEndsShouldCountItOnce(String path, int status, long failed) throws Exception {
        HttpResponse<String> response = this.server.get(path);
        assertThat(response.statusCode()).isEqualTo(status);
        this.counts.assertEnded(1, failed);
    }

    @Test
    void runWhenRequestIsHandledShouldShowItsRouteAndThread() throws Exception {
        Future<HttpResponse<String>> response = this.server.getLater("/wait");
        Bounded.await(this.server.work().begun);
        WorkSnapshot unit = this.server.requests().snapshot(10).work().get(0);
        assertThat(unit.label()).isEqualTo("GET /wait");
        assertThat(unit.state()).isEqualTo(Registration.State.RUNNING);
        assertThat(unit.thread()).isNotNull();
        this.server.work().gate.countDown();
        assertThat(Bounded.get(response).body()).isEqualTo("waited");
        this.counts.assertEnded(1, 0);
    }

    @Test
    void runWhenPathHasVariablesShouldNotShowThem() throws Exception {
        this.server.get("/orders/secret?token=secret");
        assertThat(Bounded.get(this.server.work().unit)).isNotNull()
            .extracting(Registration::label)
            .isEqualTo("GET /orders/{id}");
        this.counts.assertEnded(1, 0);
    }

    @ParameterizedTest
    @CsvSource({ "/function/secret?token=secret, GET /function/{id}", "/plain/secret?token=secret, GET /plain/*",
            "/asset.txt?token=secret, GET /**", "/missing/secret, GET /**" })
    void runWhenRequestHasAnotherHandlerShouldShowItsRoute(String path, String label) throws Exception {
        this.server.get(path);
        assertThat(Bounded.get(this.server.work().ended)).isEqualTo(label);
        this.counts.assertEnded(1, 0);
    }

    @Test
    void runWhenRequestExpectsContinueShouldCountItOnce() throws Exception {
        try (Socket socket = this.server.connect()) {
            WebServer.send(socket, String.join("\r\n", "POST /upload HTTP/1.1", "Host: test", "Connection: close",
                    "Content-Length: 5", "Expect: 100-continue", "", ""));
            BufferedReader reader = new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(reader.readLine()).startsWith("HTTP/1.1 100");
            WebServer.send(socket, "bytes");
            assertThat(reader.lines()).anyMatch((line) -> line.startsWith("HTTP/1.1 200")).last().isEqualTo("5");
        }
        this.counts.assertEnded(1, 0);
    }

    @Test
    void runWhenClientReadsSlowlyShouldCountUntilTheLastByte() throws Exception {
        try (Socket socket = this.server.send("/large")) {
            // The servlet is done with it, the server is not
            Bounded.await(this.server.work().destroyed);
            assertThat(this.server.requests().count()).isEqualTo(1);
            assertThat(socket.getInputStream().readNBytes(WorkController.LARGE)).hasSize(WorkController.LARGE);
        }
        this.counts.assertEnded(1, 0);
    }

    @Test
    void runWhenRequestIsForwardedShouldKeepItsOwnRoute() throws Exception {
        Future<HttpResponse<String>> response = this.server.getLater("/forward");
        Bounded.await(this.server.work().begun);
        assertThat(this.server.requests().snapshot(10).work()).extracting(WorkSnapshot::label)
            .containsExactly("GET /forward");
        this.server.work().gate.countDown();
        assertThat(Bounded.get(response).body()).isEqualTo("waited");
        this.counts.assertEnded(1, 0);
    }

    @Test
    void runWhenResultIsDeferredShouldCountItUntilTheAnswer() throws Exception {
        Future<HttpResponse<String>> response = this.server.getLater("/deferred");
        var result = Bounded.get(this.server.work().deferred);
        assertThat(this.server.requests().count()).isEqualTo(1);
        result.setResult("deferred");
        assertThat(Bounded.get(response).body()).isEqualTo("deferred");
        this.counts.assertEnded(1, 0);
    }

    @Test
    void runWhenDeferredResultFailsShouldCountItFailed() throws Exception {
        Future<HttpResponse<String>> response = this.server.getLater("/deferred");
        Bounded.get(this.server.work().deferred).setErrorResult(new IllegalStateException("expected"));
        assertThat(Bounded.get(response).statusCode()).isEqualTo(500);
        this.counts.assertEnded(1, 1);
    }

    @Test
    void runWhenEventsAreStreamedShouldCountThemUntilTheyAreComplete() throws Exception {
        Future<HttpResponse<String>> response = this.server.getLater("/events");
        var emitter = Bounded.get(this.server.work().emitter);
        assertThat(this.server.requests().count()).isEqualTo(1);
        emitter.send("second");
        emitter.complete();
        assertThat(Bounded.get(response).body()).contains("first").contains("second");
        this.counts.assertEnded(1, 0);
    }

    @Test
    void runWhenEventsFailShouldEndUnit() throws Exception {
        Future<HttpResponse<String>> response = this.server.getLater("/events");
        Bounded.get(this.server.work().emitter).completeWithError(new IllegalStateException("expected"));
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> Bounded.get(response))
            .withCauseInstanceOf(IOException.class);
        this.counts.assertEnded(1, 1);
    }

    @Test
    void runWhenErrorPageIsRenderedShouldCountUntilItIsDone() throws Exception {
        Future<HttpResponse<String>> response = this.server.getLater("/throw?slow-error-page");
        Bounded.await(this.server.work().errorPage);
        assertThat(this.server.requests().snapshot(10).work()).extracting(WorkSnapshot::label)
            .containsExactly("GET /throw");
        this.server.work().errorGate.countDown();
        assertThat(Bounded.get(response).statusCode()).isEqualTo(500);
        this.counts.assertEnded(1, 1);
    }

    @Test
    void runWhenManyRequestsComeShouldCountEachOnce() throws Exception {
        var responses = IntStream.range(0, 100)
            .mapToObj((i) -> this.server.getLater((i % 2 == 0) ? "/orders/" + i : "/callable"))
            .toList();
        for (Future<HttpResponse<String>> response : responses) {
            assertThat(Bounded.get(response).statusCode()).isEqualTo(200);
        }
        this.counts.assertEnded(100, 0);
    }

}
