// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.websocket;

/**
 * What a server can do for the sessions of Jakarta WebSocket endpoints.
 */
@FunctionalInterface
interface EndpointContainer {

    /**
     * Tells the peers of all open sessions that the server goes away. It may take as long
     * as the slowest of them.
     * @param container the container of endpoints, perhaps that of another server
     */
    void close(Object container);

}
