// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.net.Socket;

import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of clients that hang up before they have their answer.
 */
class ClientHangUpTests {

    @ParameterizedTest
    @EnumSource
    void runWhenClientHangsUpShouldEndUnit(Container container) throws Exception {
        try (WebServer server = WebServer.start(container)) {
            try (Socket socket = server.send("/endless-sync")) {
                assertThat(socket.getInputStream().read()).isEqualTo('H');
                assertThat(server.requests().count()).isEqualTo(1);
            }
            Bounded.assertEnded(server.requests(), 1, 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void runWhenClientOfAsynchronousRequestHangsUpShouldEndUnit(Container container) throws Exception {
        try (WebServer server = WebServer.start(container)) {
            try (Socket socket = server.send("/endless")) {
                Bounded.await(server.work().begun);
                server.work().gate.countDown();
                assertThat(socket.getInputStream().read()).isEqualTo('H');
                assertThat(server.requests().count()).isPositive();
            }
            assertThat(server.requests().await(Bounded.LIMIT)).as("zero").isTrue();
            assertThat(server.requests().snapshot(0).completed()).isEqualTo(1);
        }
    }

    // The one thread of the server answers another request only when it has left the
    // first: only then it is told of the failure
    @Test
    void runWhenClientHangsUpLaterShouldEndUnitAsFailed() throws Exception {
        try (WebServer server = WebServer.start("server.tomcat.threads.max=1", "server.tomcat.threads.min-spare=1")) {
            try (Socket socket = server.send("/endless")) {
                Bounded.await(server.work().begun);
                assertThat(server.get("/orders/1").statusCode()).isEqualTo(200);
                server.work().gate.countDown();
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }
            Bounded.assertEnded(server.requests(), 2, 1);
        }
    }

}
