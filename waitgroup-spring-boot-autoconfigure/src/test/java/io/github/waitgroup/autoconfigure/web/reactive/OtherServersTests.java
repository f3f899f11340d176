// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.reactive;

import java.net.http.HttpResponse;
import java.time.Duration;

import io.github.waitgroup.WorkSnapshot;
import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of WebFlux on servers for servlets.
 */
class OtherServersTests {

    private static final String NETTY = "org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration";

    private static final String TOMCAT = "org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration";

    private static final String JETTY = "org.springframework.boot.jetty.autoconfigure.reactive.JettyReactiveWebServerAutoConfiguration";

    @ParameterizedTest
    @ValueSource(strings = { TOMCAT, JETTY })
    void runWhenRequestsEndShouldCountEachOnce(String otherServer) throws Exception {
        try (ReactiveServer server = start(otherServer)) {
            String[] paths = { "/orders/1", "/empty", "/delayed", "/flux", "/finite-events", "/fail", "/large",
                    "/large-one", "/blocking", "/missing" };
            for (String path : paths) {
                server.get(path);
            }
            assertThat(server.post("/echo", "abc").body()).isEqualTo("ABC");
            Bounded.assertEnded(server.requests(), paths.length + 1, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { TOMCAT, JETTY })
    void runWhenClientHangsUpShouldEndUnit(String otherServer) throws Exception {
        try (ReactiveServer server = start(otherServer); Wire wire = server.connect()) {
            wire.get("/large").readUntil("\r\n\r\n");
            assertThat(server.requests().snapshot(1).work()).extracting(WorkSnapshot::label)
                .containsExactly("GET /large");
            wire.reset();
            assertThat(server.requests().await(Duration.ofSeconds(20))).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { TOMCAT, JETTY })
    void runWhenDrainGoesOnShouldCompleteStreamAndCloseConnection(String otherServer) throws Exception {
        try (ReactiveServer server = start(otherServer); Wire stream = server.connect()) {
            stream.get("/events");
            Bounded.await(server.handlers().begun);
            server.drain().quiesce();
            HttpResponse<String> plain = server.get("/plain");
            assertThat(plain.headers().firstValue("Connection")).hasValue("close");
            server.handlers().events.tryEmitNext("first");
            // It is out before the stream ends: until then it may lie in the sink
            assertThat(stream.readUntil("data:first\n\n")).containsIgnoringCase("Connection: close")
                .endsWith("\r\n\r\ndata:first\n\n");
            server.drain().endOpenEnded();
            assertThat(stream.readAll()).isEmpty();
            Bounded.assertEnded(server.requests(), 2, 0);
        }
    }

    private static ReactiveServer start(String otherServer) {
        return ReactiveServer.start("spring.autoconfigure.exclude=" + NETTY + "," + otherServer);
    }

}
