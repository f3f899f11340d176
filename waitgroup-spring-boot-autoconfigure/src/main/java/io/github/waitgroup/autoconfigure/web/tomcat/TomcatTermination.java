// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.tomcat;

import java.time.Duration;

import io.github.waitgroup.Drain;
import io.github.waitgroup.autoconfigure.web.ServerTermination;
import org.apache.catalina.Container;
import org.apache.catalina.Service;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardWrapper;
import org.apache.coyote.AbstractProtocol;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Two waits of Tomcat's for a request that does not end: 5 s for its thread, then 2 s
 * before its servlet is destroyed.
 */
class TomcatTermination extends ServerTermination {

    private static final String EXECUTOR = "executorTerminationTimeoutMillis";

    /** A servlet waits in twenty steps, of which one of no length would have no end. */
    private static final long STEPS = 20;

    private final TomcatConnectors connectors;

    TomcatTermination(Drain drain, ConfigurableApplicationContext context) {
        super(drain, context);
        this.connectors = new TomcatConnectors(context);
    }

    @Override
    protected void limit(Duration left) {
        long millis = Math.max(left.toMillis(), LEAST_MILLIS);
        for (Service service : this.connectors.services()) {
            for (Container host : service.getContainer().findChildren()) {
                for (Container context : host.findChildren()) {
                    limitServlets(context, millis);
                }
            }
            for (Connector connector : service.findConnectors()) {
                limitThreads(connector, millis);
            }
        }
    }

    static void limitServlets(Container container, long millis) {
        if (container instanceof StandardContext context) {
            context.setUnloadDelay(Math.max(Math.min(context.getUnloadDelay(), millis), STEPS));
            for (Container child : context.findChildren()) {
                if (child instanceof StandardWrapper wrapper) {
                    // It takes the context's delay when it is told its parent, not later
                    wrapper.setParent(context);
                }
            }
        }
    }

    static void limitThreads(Connector connector, long millis) {
        if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol
                && isLonger(protocol.getProperty(EXECUTOR), millis)) {
            protocol.setProperty(EXECUTOR, Long.toString(millis));
        }
    }

    // Tomcat tells only what has been set in this way; its own is 5 s
    private static boolean isLonger(@Nullable String own, long millis) {
        return (own != null) ? Long.parseLong(own) > millis : millis < 5000;
    }

}
