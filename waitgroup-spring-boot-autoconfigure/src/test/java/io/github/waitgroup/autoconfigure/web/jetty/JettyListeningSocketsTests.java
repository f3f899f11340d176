// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.jetty;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class JettyListeningSocketsTests {

    private static final long PATIENCE = 12_345;

    private final Server server = new Server();

    private final ServerConnector connector = new ServerConnector(this.server);

    private final JettyConnectors connectors = mock(JettyConnectors.class);

    private final JettyListeningSockets sockets = new JettyListeningSockets(this.connectors);

    @BeforeEach
    void start() throws Exception {
        given(this.connectors.all()).willReturn(List.of(this.connector));
        this.connector.setHost("127.0.0.1");
        this.connector.setIdleTimeout(PATIENCE);
        this.server.addConnector(this.connector);
        this.server.setHandler(new Handler.Abstract() {

            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                callback.succeeded();
                return true;
            }

        });
        this.server.start();
    }

    @AfterEach
    void stop() throws Exception {
        this.server.stop();
    }

    // Jetty allows them one second from then on: too little for an upload that stalls, or
    // a
    // WebSocket that has long been silent and is just being closed
    @Test
    void closeShouldLeaveOpenConnectionsTheirIdleTimeout() throws Exception {
        try (Socket open = connect()) {
            this.sockets.close();
            assertThat(this.connector.shutdown()).as("%s is open", open).isNotDone();
            assertThat(this.connector.getConnectedEndPoints()).singleElement()
                .extracting(EndPoint::getIdleTimeout)
                .isEqualTo(PATIENCE);
        }
    }

    @Test
    void closeWhenShutdownIdleTimeoutIsSetShouldKeepIt() throws Exception {
        this.connector.setShutdownIdleTimeout(2000);
        try (Socket open = connect()) {
            this.sockets.close();
            assertThat(this.connector.shutdown()).as("%s is open", open).isNotDone();
            assertThat(this.connector.getConnectedEndPoints()).singleElement()
                .extracting(EndPoint::getIdleTimeout)
                .isEqualTo(2000L);
        }
    }

    // And has an answer, so that the connector knows of the connection
    private Socket connect() throws Exception {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.connector.getLocalPort());
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: test\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(socket.getInputStream().read()).isEqualTo('H');
        return socket;
    }

}
