// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.jetty;

import java.util.List;

import org.eclipse.jetty.server.Connector;

import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;

/**
 * The connectors of the application's own Jetty, not those of a child context such as
 * that of a separate management port.
 */
class JettyConnectors {

    private final ApplicationContext context;

    JettyConnectors(ApplicationContext context) {
        this.context = context;
    }

    List<Connector> all() {
        return (this.context instanceof WebServerApplicationContext application
                && application.getWebServer() instanceof JettyWebServer server)
                        ? List.of(server.getServer().getConnectors()) : List.of();
    }

}
