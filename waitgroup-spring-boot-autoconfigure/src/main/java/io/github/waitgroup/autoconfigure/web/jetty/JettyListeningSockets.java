// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.jetty;

import io.github.waitgroup.autoconfigure.ListeningSockets;
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
            if (connector instanceof NetworkConnector network) {
                network.close();
            }
        }
    }

}
