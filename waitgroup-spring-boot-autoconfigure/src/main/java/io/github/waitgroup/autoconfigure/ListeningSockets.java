// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure;

/**
 * The sockets on which a server of the application accepts connections. A drain closes
 * them when callers have had their time to turn away: who comes back nevertheless is
 * refused before anything is sent, and can safely go elsewhere, while what came in by
 * open connections is still served. Each kind of server has a bean of this type.
 *
 * @since 0.1.0
 */
public interface ListeningSockets {

    /**
     * Accepts no connection any more. Those that are open stay so. Closing again has no
     * effect.
     */
    void close();

}
