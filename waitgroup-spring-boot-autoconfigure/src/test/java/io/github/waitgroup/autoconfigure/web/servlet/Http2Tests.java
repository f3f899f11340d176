// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.io.IOException;

import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of clients of HTTP/2.
 */
@ParameterizedClass(name = "{0}")
@EnumSource
class Http2Tests {

    @Parameter
    @SuppressWarnings("NullAway.Init")
    private Container container;

    @SuppressWarnings("NullAway.Init")
    private WebServer server;

    @BeforeEach
    void start() {
        this.server = WebServer.start(this.container, "server.http2.enabled=true");
    }

    @AfterEach
    void stop() {
        this.server.drain().resume();
        this.server.close();
    }

    @Test
    void runWhenDrainBeginsShouldSendGoAwayAndServeStreamsInFlight() throws Exception {
        try (Http2Client client = new Http2Client(this.server.connect())) {
            client.get(1, "/deferred");
            var result = Bounded.get(this.server.work().deferred);
            assertThat(this.server.requests().count()).isEqualTo(1);
            this.server.drain().quiesce();
            result.setResult("deferred");
            assertServed(client, "deferred");
            int requests = 1;
            // Tomcat passes by a connection from which it is just reading
            int limit = (this.container == Container.TOMCAT) ? 10_000 : 1;
            for (; !client.isToldToGo() && requests < limit; requests++) {
                client.get(2 * requests + 1, "/orders/1");
                assertServed(client, "order");
            }
            assertThat(client.isToldToGo()).isTrue();
            Bounded.assertEnded(this.server.requests(), requests, 0);
        }
    }

    @Test
    void runWhenClientHasNotReadOfDrainShouldServeItsNextStream() throws Exception {
        try (Http2Client client = new Http2Client(this.server.connect())) {
            client.get(1, "/deferred");
            var result = Bounded.get(this.server.work().deferred);
            this.server.drain().quiesce();
            client.get(3, "/orders/1");
            assertServed(client, "order");
            result.setResult("deferred");
            assertServed(client, "deferred");
        }
        Bounded.assertEnded(this.server.requests(), 2, 0);
    }

    @Test
    void runWhenDrainHasBegunShouldServeNewConnections() throws Exception {
        this.server.drain().quiesce();
        try (Http2Client client = new Http2Client(this.server.connect())) {
            client.get(1, "/orders/1");
            assertServed(client, "order");
        }
        Bounded.assertEnded(this.server.requests(), 1, 0);
    }

    @Test
    void runWhenDrainIsTakenBackShouldServeConnectionsOn() throws Exception {
        this.server.drain().quiesce();
        this.server.drain().resume();
        try (Http2Client client = new Http2Client(this.server.connect())) {
            for (int requests = 0; requests < 3; requests++) {
                client.get(2 * requests + 1, "/orders/1");
                assertServed(client, "order");
            }
            assertThat(client.isToldToGo()).isFalse();
        }
        Bounded.assertEnded(this.server.requests(), 3, 0);
    }

    @Test
    void runWhenStreamIsResetShouldEndUnit() throws Exception {
        try (Http2Client client = new Http2Client(this.server.connect())) {
            client.get(1, "/deferred");
            var result = Bounded.get(this.server.work().deferred);
            client.reset(1);
            client.get(3, "/orders/1");
            assertServed(client, "order");
            result.setResult("deferred");
            assertThat(this.server.requests().await(Bounded.LIMIT)).isTrue();
            assertThat(this.server.requests().snapshot(0).completed()).isEqualTo(2);
        }
    }

    private static void assertServed(Http2Client client, String body) throws IOException {
        assertThat(client.await(Http2Client.HEADERS).isOk()).isTrue();
        assertThat(client.await(Http2Client.DATA).text()).isEqualTo(body);
    }

}
