// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.jetty;

import java.time.Duration;

import io.github.waitgroup.Drain;
import io.github.waitgroup.autoconfigure.web.ServerTermination;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Two waits of Jetty's for a request that does not end: a graceful shutdown of its own,
 * if the application has asked for it, and 5 s for its thread.
 */
class JettyTermination extends ServerTermination {

    private final ConfigurableApplicationContext context;

    JettyTermination(Drain drain, ConfigurableApplicationContext context) {
        super(drain, context);
        this.context = context;
    }

    @Override
    protected void limit(Duration left) {
        if (this.context instanceof WebServerApplicationContext application
                && application.getWebServer() instanceof JettyWebServer server) {
            limit(server.getServer(), left.toMillis());
        }
    }

    static void limit(Server server, long millis) {
        // With any time at all, Jetty gives the threads a second more
        server.setStopTimeout(Math.min(server.getStopTimeout(), millis));
        if (server.getThreadPool() instanceof QueuedThreadPool pool) {
            // With none at all, Jetty would not even wake those that are idle
            pool.setStopTimeout(Math.min(pool.getStopTimeout(), Math.max(millis, LEAST_MILLIS)));
        }
    }

}
