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

    private final JettyConnectors connectors;

    JettyListeningSockets(JettyConnectors connectors) {
        this.connectors = connectors;
    }

    @Override
    public void close() {
        for (Connector connector : this.connectors.all()) {
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
