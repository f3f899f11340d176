// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.jetty;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;

import io.github.waitgroup.autoconfigure.ListeningSockets;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.NetworkConnector;

/**
 * The listening sockets of Jetty. Its connectors stay started, with the connections that
 * they have.
 */
class JettyListeningSockets implements ListeningSockets {

    /** Jetty's own, in milliseconds. */
    private static final long SHUTDOWN_IDLE_TIMEOUT = 1000;

    private final JettyConnectors connectors;

    JettyListeningSockets(JettyConnectors connectors) {
        this.connectors = connectors;
    }

    @Override
    public void close() {
        for (Connector connector : this.connectors.all()) {
            keepIdleTimeouts(connector);
            if (connector instanceof NetworkConnector network
                    && network.getTransport() instanceof ServerSocketChannel channel) {
                network.close();
                try {
                    closeForGood(network, channel);
                }
                catch (IOException ex) {
                    // It is closed
                }
            }
        }
    }

    // When it is told to stop, Jetty ends what stands still for a second: uploads, slow
    // readers, and WebSockets that are about to be closed as it should be
    private static void keepIdleTimeouts(Connector connector) {
        if (connector instanceof AbstractConnector open && open.getShutdownIdleTimeout() == SHUTDOWN_IDLE_TIMEOUT) {
            open.setShutdownIdleTimeout(-1);
        }
    }

    private static void closeForGood(NetworkConnector connector, ServerSocketChannel channel) throws IOException {
        if (channel.isOpen()) {
            // The selectors accept: Jetty would leave it to them until they are stopped
            channel.close();
            if (connector instanceof AbstractConnector selecting) {
                selecting.setAccepting(false);
            }
        }
        else {
            // As long as a thread accepts, the system keeps the socket: this waits for it
            channel.accept().close();
        }
    }

}
