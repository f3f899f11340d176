// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.tomcat;

import java.util.ArrayList;
import java.util.List;

import org.apache.catalina.Service;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.ProtocolHandler;

import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;

/**
 * The connectors of the application's own Tomcat, not those of a child context such as
 * that of a separate management port.
 */
class TomcatConnectors {

    private final ApplicationContext context;

    TomcatConnectors(ApplicationContext context) {
        this.context = context;
    }

    List<ProtocolHandler> handlers() {
        List<ProtocolHandler> handlers = new ArrayList<>();
        for (Service service : services()) {
            for (Connector connector : service.findConnectors()) {
                handlers.add(connector.getProtocolHandler());
            }
        }
        return handlers;
    }

    List<Service> services() {
        return (this.context instanceof WebServerApplicationContext application
                && application.getWebServer() instanceof TomcatWebServer server)
                        ? List.of(server.getTomcat().getServer().findServices()) : List.of();
    }

}
