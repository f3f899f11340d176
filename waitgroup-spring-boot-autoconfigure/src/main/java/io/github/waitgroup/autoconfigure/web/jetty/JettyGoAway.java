// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.jetty;

import java.util.function.Consumer;

import io.github.waitgroup.Drain;
import org.eclipse.jetty.http2.HTTP2Session;
import org.eclipse.jetty.http2.SessionContainer;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.frames.GoAwayFrame;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Sends GOAWAY to the clients of HTTP/2 when the drain begins. Jetty goes on serving
 * their streams, and closes each connection after its last one.
 */
class JettyGoAway implements Consumer<Drain.State>, SmartInitializingSingleton, DisposableBean {

    private final Drain drain;

    private final JettyConnectors connectors;

    private @Nullable Runnable stopListening;

    JettyGoAway(Drain drain, JettyConnectors connectors) {
        this.drain = drain;
        this.connectors = connectors;
    }

    @Override
    public void afterSingletonsInstantiated() {
        this.stopListening = this.drain.listen(this);
    }

    // The drain may be that of a parent context, which goes on
    @Override
    public void destroy() {
        if (this.stopListening != null) {
            this.stopListening.run();
        }
    }

    @Override
    public void accept(Drain.State state) {
        if (state == Drain.State.QUIESCING) {
            for (Connector connector : this.connectors.all()) {
                // Not the containers themselves, which would refuse new sessions for good
                connector.getContainedBeans(SessionContainer.class)
                    .forEach((container) -> container.getSessions().forEach(JettyGoAway::send));
            }
        }
    }

    private static void send(Session session) {
        if (session instanceof HTTP2Session connection) {
            connection.goAway(GoAwayFrame.GRACEFUL, Callback.NOOP);
        }
    }

}
