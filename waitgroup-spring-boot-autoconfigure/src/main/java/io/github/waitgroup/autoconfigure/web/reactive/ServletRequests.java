// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.reactive;

import io.github.waitgroup.autoconfigure.web.ResponseEnd;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Requests of servers for servlets, such as Tomcat and Jetty.
 */
class ServletRequests implements ServerRequests {

    @Override
    public boolean support(Object nativeRequest) {
        return nativeRequest instanceof HttpServletRequest;
    }

    @Override
    public boolean isHttp11(Object nativeRequest) {
        return "HTTP/1.1".equals(((HttpServletRequest) nativeRequest).getProtocol());
    }

    @Override
    public boolean atEnd(Object nativeRequest, Runnable action) {
        if (((HttpServletRequest) nativeRequest).getAttribute(ResponseEnd.ATTRIBUTE) instanceof ResponseEnd end) {
            end.then(action);
            return true;
        }
        return false;
    }

    @Override
    public boolean isUpgraded(Object nativeRequest) {
        // A session has a life of its own there
        return false;
    }

}
