// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http;

import java.util.EnumSet;
import java.util.Set;

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
        EnumSet<Kind> losses = EnumSet.of(Kind.FUTURE, Kind.IDLE, Kind.TICKS, Kind.SOCKET, Kind.NEXT, Kind.NEW,
                Kind.READINESS);
        return losses;
    }

}
