// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.tomcat;

import io.github.waitgroup.autoconfigure.ListeningSockets;
import org.apache.coyote.ProtocolHandler;

/**
 * The listening sockets of Tomcat. They are closed without pausing the connectors, as
 * Boot does in its graceful shutdown: a paused one hangs up on whoever sends another
 * request on an open connection.
 */
class TomcatListeningSockets implements ListeningSockets {

    private final TomcatConnectors connectors;

    TomcatListeningSockets(TomcatConnectors connectors) {
        this.connectors = connectors;
    }

    @Override
    public void close() {
        for (ProtocolHandler handler : this.connectors.handlers()) {
            handler.closeServerSocketGraceful();
        }
    }

}
