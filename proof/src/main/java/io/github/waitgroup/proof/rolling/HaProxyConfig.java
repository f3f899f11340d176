// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.rolling;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The configuration of HAProxy: a plain one, with a health check on readiness. It logs
 * what becomes of the servers, and of requests only those that it fails or sends twice.
 *
 * @param port the port for clients
 * @param servers the ports of the instances
 * @param redispatch whether a request goes elsewhere if its server cannot be connected to
 */
record HaProxyConfig(int port, List<Integer> servers, boolean redispatch) {

    /*
     * The answer says which instance has given it: the orders of each are numbered by
     * itself
     */
    static final String SERVER_HEADER = "X-Shop";

    private static final String TEXT = """
            global
                log stdout format raw local0 notice

            defaults
                mode http
                log global
                option httplog
                option log-separate-errors
                option log-health-checks
                option http-keep-alive
                retries 3
            %s    timeout connect 2s
                timeout check 2s
                timeout client 30s
                timeout server 30s
                timeout http-keep-alive 30s

            frontend clients
                bind 127.0.0.1:%d
                default_backend shops

            backend shops
                balance roundrobin
                http-reuse always
                option httpchk GET /actuator/health/readiness
                http-check expect status 200
                http-response set-header %s %%s
                default-server check inter 500ms fall 2 rise 2
            %s
            """;

    /**
     * The text of the configuration file.
     * @return the text
     */
    String text() {
        String lines = IntStream.range(0, this.servers.size())
            .mapToObj((i) -> "    server %s 127.0.0.1:%d".formatted(name(i), this.servers.get(i)))
            .collect(Collectors.joining("\n"));
        return TEXT.formatted(this.redispatch ? "    option redispatch 1\n" : "", this.port, SERVER_HEADER, lines);
    }

    /**
     * What an instance is called.
     * @param index its index
     * @return its name
     */
    static String name(int index) {
        return "shop-" + (index + 1);
    }

}
