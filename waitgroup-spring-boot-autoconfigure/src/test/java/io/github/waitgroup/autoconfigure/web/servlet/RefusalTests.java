// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Future;

import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of an application that refuses new requests while it drains.
 */
@ParameterizedClass(name = "{0}")
@EnumSource
class RefusalTests {

    @Parameter
    @SuppressWarnings("NullAway.Init")
    private Container container;

    @SuppressWarnings("NullAway.Init")
    private WebServer server;

    @BeforeEach
    void start() {
        this.server = WebServer.start(this.container, "waitgroup.http.while-draining=refuse",
                "waitgroup.http.exclude=/empty");
    }

    @AfterEach
    void stop() {
        this.server.drain().resume();
        this.server.close();
    }

    @Test
    void runWhenDrainingShouldRefuseNewRequests() throws Exception {
        assertThat(this.server.get("/orders/1").statusCode()).isEqualTo(200);
        this.server.drain().quiesce();
        HttpResponse<String> response = this.server.get("/callable");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        assertThat(response.headers().allValues("Connection")).containsExactly("close");
        Bounded.assertEnded(this.server.requests(), 1, 0);
        assertThat(this.server.get("/actuator").statusCode()).isEqualTo(200);
        HttpResponse<String> health = this.server.get("/actuator/health");
        assertThat(health.body()).as("health of what drains, answered").contains("\"status\":\"OUT_OF_SERVICE\"");
        assertThat(this.server.get("/empty").statusCode()).isEqualTo(204);
        this.server.drain().resume();
        assertThat(this.server.get("/orders/1").statusCode()).isEqualTo(200);
        Bounded.assertEnded(this.server.requests(), 2, 0);
    }

    @Test
    void runWhenDrainingShouldServeRequestsInFlightToTheirEnd() throws Exception {
        Future<HttpResponse<String>> deferred = this.server.getLater("/deferred");
        var result = Bounded.get(this.server.work().deferred);
        Future<HttpResponse<String>> forward = this.server.getLater("/forward");
        Bounded.await(this.server.work().begun);
        Future<HttpResponse<String>> failing = this.server.getLater("/throw?slow-error-page");
        Bounded.await(this.server.work().errorPage);
        this.server.drain().quiesce();
        result.setErrorResult(new IllegalStateException("expected"));
        this.server.work().gate.countDown();
        this.server.work().errorGate.countDown();
        assertThat(Bounded.get(deferred).statusCode()).isEqualTo(500);
        assertThat(Bounded.get(deferred).body()).contains("/deferred");
        assertThat(Bounded.get(forward).body()).isEqualTo("waited");
        assertThat(Bounded.get(failing).statusCode()).isEqualTo(500);
        Bounded.assertEnded(this.server.requests(), 3, 2);
    }

    @Test
    void runWhenRefusingShouldNotCallThatQuiet() throws Exception {
        Duration longAgo = Duration.ofMinutes(1);
        assertThat(this.server.drain().awaitQuiet(longAgo, Duration.ZERO)).isTrue();
        assertThat(this.server.get("/orders/1").statusCode()).isEqualTo(503);
        assertThat(this.server.drain().awaitQuiet(longAgo, Duration.ZERO)).isFalse();
    }

}
