// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.tomcat;

import java.util.function.Consumer;

import io.github.waitgroup.Drain;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.ProtocolHandler;

/**
 * Sends GOAWAY to the clients of HTTP/2 when the drain begins. Tomcat goes on serving the
 * streams that they have begun, and those that they begin within the next second.
 */
class TomcatGoAway implements Consumer<Drain.State> {

    private final TomcatConnectors connectors;

    TomcatGoAway(TomcatConnectors connectors) {
        this.connectors = connectors;
    }

    @Override
    public void accept(Drain.State state) {
        if (state == Drain.State.QUIESCING) {
            this.connectors.forEachHandler(TomcatGoAway::send);
        }
    }

    private static void send(ProtocolHandler handler) {
        if (handler instanceof AbstractProtocol<?> protocol) {
            // Not the protocol's own pause(), which would refuse new requests
            protocol.getHandler().pause();
        }
    }

}
