// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.tomcat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.github.waitgroup.Drain;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.ProtocolHandler;
import org.apache.coyote.UpgradeProtocol;
import org.apache.coyote.http2.Http2Protocol;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Sends GOAWAY to the clients of HTTP/2 when the drain begins. Tomcat goes on serving the
 * streams that they have begun, and those that they begin before they have read of it.
 * <p>
 * Tomcat passes by a connection from which it is just reading, as it often is from one
 * that many requests share. So it is asked again when requests are answered: a client
 * that was told is not told again.
 */
class TomcatGoAway implements Consumer<Drain.State>, SmartInitializingSingleton, DisposableBean {

    /** Tomcat looks at all connections each time. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** As long as Envoy's default, after which Tomcat's setting is named. */
    private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Drain drain;

    private final TomcatConnectors connectors;

    private final AtomicLong sent = new AtomicLong(System.nanoTime() - PAUSE_NANOS);

    private @Nullable Runnable stopListening;

    TomcatGoAway(Drain drain, TomcatConnectors connectors) {
        this.drain = drain;
        this.connectors = connectors;
    }

    /**
     * By default Tomcat passes over, without an answer, what a client sends later than a
     * round trip after the GOAWAY: if it does not know how long one takes, what is on its
     * way already.
     * @param connector the connector of which to serve them
     */
    static void serveLateStreams(Connector connector) {
        for (UpgradeProtocol protocol : connector.findUpgradeProtocols()) {
            if (protocol instanceof Http2Protocol http2 && http2.getDrainTimeout() == 0) {
                http2.setDrainTimeout(DRAIN_NANOS);
            }
        }
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
            send();
        }
    }

    /** A request of HTTP/2 has been answered. */
    void answered() {
        long last = this.sent.get();
        long now = System.nanoTime();
        if (this.drain.isDraining() && now - last >= PAUSE_NANOS && this.sent.compareAndSet(last, now)) {
            send();
        }
    }

    private void send() {
        for (ProtocolHandler handler : this.connectors.handlers()) {
            send(handler);
        }
    }

    private static void send(ProtocolHandler handler) {
        if (handler instanceof AbstractProtocol<?> protocol) {
            // Not the protocol's own pause(), which would refuse new requests
            protocol.getHandler().pause();
        }
    }

}
