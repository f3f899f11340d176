// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.reactive;

/**
 * What a server can tell about its requests that Spring's abstraction of them does not.
 *
 * @since 0.1.0
 */
public interface ServerRequests {

    /**
     * Returns whether a request is one of this server's.
     * @param nativeRequest the server's own request
     * @return whether the other methods may be asked about it
     */
    boolean support(Object nativeRequest);

    /**
     * Returns whether the header {@code Connection} means anything to the client.
     * @param nativeRequest the server's own request
     * @return whether it came by HTTP/1.1
     */
    boolean isHttp11(Object nativeRequest);

    /**
     * Has something run when the response is out of the server's hands, or never will be.
     * @param nativeRequest the server's own request
     * @param action what to run, on any thread; running it again must have no effect
     * @return {@code false} if the server does not tell: then the action is never run
     */
    boolean atEnd(Object nativeRequest, Runnable action);

    /**
     * Returns whether the connection has been handed over to another protocol: it does
     * not end with the request.
     * @param nativeRequest the server's own request
     * @return whether it was upgraded
     */
    boolean isUpgraded(Object nativeRequest);

}
