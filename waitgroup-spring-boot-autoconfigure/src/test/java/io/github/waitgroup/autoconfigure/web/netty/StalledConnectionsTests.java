// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.netty;

import io.github.waitgroup.Drain;
import io.github.waitgroup.autoconfigure.Bounded;
import io.github.waitgroup.autoconfigure.web.reactive.ReactiveServer;
import io.github.waitgroup.autoconfigure.web.reactive.Wire;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a drain does not lose the request that waits on a connection from which
 * Reactor Netty has stopped reading.
 */
class StalledConnectionsTests {

    @Test
    void runWhenConnectionHasStalledShouldServeItsRequestWhileDraining() throws Exception {
        try (ReactiveServer server = ReactiveServer.start(); Wire wire = server.connect()) {
            stall(wire);
            wire.get("/orders/1");
            server.drain().quiesce();
            assertThat(wire.readAll()).startsWith("HTTP/1.1 200")
                .containsIgnoringCase("Connection: close")
                .endsWith("order");
            Bounded.assertEnded(server.requests(), 3, 0);
        }
    }

    // Not a late answer and then another: this is what stalls
    @Test
    void runWhenConnectionsAreHealthyShouldLeaveThemAsTheyAre() throws Exception {
        try (ReactiveServer server = ReactiveServer.start();
                Wire idle = server.connect();
                Wire fresh = server.connect();
                Wire busy = server.connect()) {
            Drain drain = server.drain();
            assertThat(idle.get("/plain").readAnswer()).endsWith("plain");
            busy.get("/wait");
            Bounded.await(server.handlers().begun);
            for (int i = 0; i < 10; i++) {
                drain.quiesce();
                drain.resume();
            }
            for (int i = 0; i < 3; i++) {
                assertThat(idle.get("/plain").readAnswer()).endsWith("plain");
                assertThat(fresh.get("/orders/1").readAnswer()).endsWith("order");
            }
            server.handlers().answer.tryEmitValue("answer");
            assertThat(busy.readAnswer()).endsWith("answer");
            Bounded.assertEnded(server.requests(), 8, 0);
        }
    }

    // A late answer and one at once, of requests that came together: Reactor Netty reads
    // no more after that
    private static void stall(Wire wire) throws Exception {
        String head = " HTTP/1.1\r\nHost: test\r\n\r\n";
        wire.send("GET /delayed" + head + "GET /plain" + head);
        assertThat(wire.readAnswer()).endsWith("delayed");
        assertThat(wire.readAnswer()).endsWith("plain");
    }

}
