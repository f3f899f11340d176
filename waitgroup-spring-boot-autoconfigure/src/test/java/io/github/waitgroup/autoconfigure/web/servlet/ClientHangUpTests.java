// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of clients that hang up before they have their answer.
 */
class ClientHangUpTests {

    @Test
    void runWhenClientHangsUpShouldEndUnit() throws Exception {
        try (WebServer server = WebServer.start()) {
            try (Socket socket = request(server, "/endless-sync")) {
                assertThat(socket.getInputStream().read()).isEqualTo('H');
                assertThat(server.requests().count()).isEqualTo(1);
            }
            Bounded.assertEnded(server.requests(), 1, 0);
        }
    }

    // The one thread of the server answers another request only when it has left the
    // first: if the client hangs up sooner, Tomcat may forget to end the request
    @Test
    void runWhenClientOfAsynchronousRequestHangsUpShouldEndUnitAsFailed() throws Exception {
        try (WebServer server = WebServer.start("server.tomcat.threads.max=1", "server.tomcat.threads.min-spare=1")) {
            try (Socket socket = request(server, "/endless")) {
                Bounded.await(server.work().begun);
                assertThat(server.get("/orders/1").statusCode()).isEqualTo(200);
                server.work().gate.countDown();
                assertThat(socket.getInputStream().read()).isEqualTo('H');
                assertThat(server.requests().count()).isPositive();
            }
            Bounded.assertEnded(server.requests(), 2, 1);
        }
    }

    private static Socket request(WebServer server, String path) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.getOutputStream()
            .write(("GET " + path + " HTTP/1.1\r\nHost: test\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

}
