// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http;

import java.util.EnumSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What is known beforehand of stock Boot. Everything else is to be seen.
 */
final class Known {

    private Known() {
    }

    /**
     * What stock Boot surely does not do for its clients.
     * @param server the server
     * @return the kinds
     */
    static Set<Kind> losses(Server server) {
        Set<Kind> losses = EnumSet.of(Kind.NEW, Kind.READINESS);
        if (race(server, Kind.IDLE) == null) {
            losses.add(Kind.IDLE);
        }
        if (server != Server.JETTY) {
            // Jetty serves open connections on, tells the client, and closes WebSockets
            losses.addAll(EnumSet.of(Kind.FUTURE, Kind.SOCKET, Kind.NEXT, Kind.LOAD));
        }
        return losses;
    }

    /**
     * What is seen of stock Boot, where that ends one way or the other from run to run.
     * @param server the server
     * @param kind the kind
     * @return both ways, null if there is only one
     */
    static @Nullable String race(Server server, Kind kind) {
        return switch (server) {
            case TOMCAT -> switch (kind) {
                // Its connector times out all that is asynchronous, and closes the
                // connections
                case IDLE, TICKS -> "**cut off**, or ended after the phase";
                default -> null;
            };
            case JETTY -> switch (kind) {
                // Who has connected and is not accepted when the socket closes
                case LOAD -> "some may be lost";
                // Each connection on which nothing moves for a second is ended
                case UPLOAD -> "whole, `close`, or **500** if it stands still for a second";
                case NEXT -> "whole, `close`, or **no answer** after a second";
                default -> null;
            };
            case NETTY -> (kind == Kind.SOCKET) ? "**1005** or **1006**" : null;
        };
    }

}
