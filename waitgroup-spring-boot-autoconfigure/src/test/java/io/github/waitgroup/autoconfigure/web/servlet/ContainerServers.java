// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/**
 * One server in each container, for all tests of a class. It is started when it is first
 * asked for.
 */
final class ContainerServers implements AutoCloseable {

    private final Map<Container, WebServer> servers = new EnumMap<>(Container.class);

    private final Function<Container, WebServer> starter;

    ContainerServers() {
        this(WebServer::start);
    }

    ContainerServers(Function<Container, WebServer> starter) {
        this.starter = starter;
    }

    WebServer get(Container container) {
        return this.servers.computeIfAbsent(container, this.starter);
    }

    @Override
    public void close() {
        this.servers.values().forEach(WebServer::close);
        this.servers.clear();
    }

}
