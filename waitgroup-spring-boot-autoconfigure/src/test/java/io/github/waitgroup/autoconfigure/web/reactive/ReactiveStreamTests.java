// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.reactive;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Future;

import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that responses without an end of their own come to a clean one when a drain asks
 * them to.
 */
class ReactiveStreamTests {

    private static final String LAST_CHUNK = "0\r\n\r\n";

    @Test
    void runWhenDrainGoesOnShouldCompleteStream() throws Exception {
        try (ReactiveServer server = ReactiveServer.start(); Wire wire = server.connect()) {
            wire.get("/events");
            Bounded.await(server.handlers().begun);
            server.handlers().events.tryEmitNext("first");
            wire.readUntil("data:first\n\n");
            server.drain().quiesce();
            server.drain().endOpenEnded();
            assertThat(wire.readUntil(LAST_CHUNK)).isEqualTo("\r\n" + LAST_CHUNK);
            Bounded.await(server.handlers().cancelled);
            Bounded.assertEnded(server.requests(), 1, 0);
        }
    }

    @Test
    void runWhenStreamIsActiveShouldCompleteItBetweenElements() throws Exception {
        try (ReactiveServer server = ReactiveServer.start("waitgroup.http.ended-streams=/ticks");
                Wire wire = server.connect()) {
            wire.get("/ticks").readUntil("\r\n\r\n");
            assertThat(wire.readChunk()).endsWith("\n");
            server.drain().quiesce();
            server.drain().endOpenEnded();
            String chunk;
            do {
                chunk = wire.readChunk();
                assertThat(chunk).matches("([0-9]+\n)*");
            }
            while (!chunk.isEmpty());
            Bounded.assertEnded(server.requests(), 1, 0);
        }
    }

    @Test
    void runWhenStreamHasSentNothingShouldCompleteIt() throws Exception {
        try (ReactiveServer server = ReactiveServer.start()) {
            Future<HttpResponse<String>> response = server.getLater("/events");
            Bounded.await(server.handlers().begun);
            server.drain().quiesce();
            server.drain().endOpenEnded();
            assertThat(Bounded.get(response).statusCode()).isEqualTo(200);
            assertThat(response.get().body()).isEmpty();
            assertThat(response.get().headers().firstValue("Connection")).hasValue("close");
            Bounded.assertEnded(server.requests(), 1, 0);
        }
    }

    @Test
    void runWhenStreamBeginsLaterShouldCompleteItAtOnce() throws Exception {
        try (ReactiveServer server = ReactiveServer.start()) {
            server.drain().quiesce();
            server.drain().endOpenEnded();
            assertThat(server.get("/events").body()).isEmpty();
            Bounded.assertEnded(server.requests(), 1, 0);
        }
    }

    @Test
    void runWhenStreamHasAnEndShouldSendItWhole() throws Exception {
        try (ReactiveServer server = ReactiveServer.start("waitgroup.http.awaited-streams=/events")) {
            Future<HttpResponse<String>> response = server.getLater("/events");
            Bounded.await(server.handlers().begun);
            server.drain().quiesce();
            server.drain().endOpenEnded();
            server.handlers().events.tryEmitNext("last");
            server.handlers().events.tryEmitComplete();
            assertThat(Bounded.get(response).body()).isEqualTo("data:last\n\n");
            Bounded.assertEnded(server.requests(), 1, 0);
        }
    }

    @Test
    void runWhenNobodyWouldResumeStreamShouldNotEndIt() throws Exception {
        try (ReactiveServer server = ReactiveServer.start(); Wire wire = server.connect()) {
            wire.get("/ticks").readUntil("\r\n\r\n");
            server.drain().quiesce();
            assertThat(server.drain().endOpenEnded()).isZero();
            assertThat(wire.readChunk()).endsWith("\n");
            assertThat(server.requests().count()).isOne();
        }
    }

    @Test
    void runWhenStreamIsIdleShouldStopWithoutWaitingForIt() throws Exception {
        ReactiveServer server = ReactiveServer.start();
        try (Wire wire = server.connect()) {
            wire.get("/events");
            Bounded.await(server.handlers().begun);
            server.drain().quiesce();
            // Passes the stream by, which is still there
            assertThat(server.drain().awaitQuiet(Duration.ZERO, Duration.ofSeconds(20))).isTrue();
            assertThat(server.requests().count()).isEqualTo(1);
            server.drain().endOpenEnded();
            Bounded.assertEnded(server.requests(), 1, 0);
        }
        finally {
            server.close();
        }
    }

}
