// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.tomcat;

import java.io.IOException;

import io.github.waitgroup.autoconfigure.web.ResponseEnd;
import jakarta.servlet.ServletException;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Tells a request that its response has ended. Tomcat calls access logs last of all: when
 * the response is finished, however it went, and even for a request that it would
 * otherwise forget, because its client hung up just while the container's thread left it.
 * <p>
 * It belongs into the pipeline of the context. An access log in that of the engine would
 * keep Tomcat from writing requests that have no context to those of the application.
 */
class ResponseEndValve extends ValveBase implements AccessLog {

    private final TomcatGoAway goAway;

    ResponseEndValve(TomcatGoAway goAway) {
        super(true);
        this.goAway = goAway;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        // An asynchronous dispatch passes again
        if (request.getAttribute(ResponseEnd.ATTRIBUTE) == null) {
            request.setAttribute(ResponseEnd.ATTRIBUTE, new ResponseEnd());
        }
        getNext().invoke(request, response);
    }

    @Override
    public void log(Request request, Response response, long time) {
        if (request.getAttribute(ResponseEnd.ATTRIBUTE) instanceof ResponseEnd end) {
            if (request.isAsync()) {
                // Tomcat throws the request away without completing it, and would count
                // it as in progress for ever: a graceful shutdown would wait in vain
                request.getContext().decrementInProgressAsyncCount();
            }
            end.come();
        }
        if ("HTTP/2.0".equals(request.getProtocol())) {
            this.goAway.answered();
        }
    }

    @Override
    public void setRequestAttributesEnabled(boolean requestAttributesEnabled) {
        // Nothing is written here
    }

    @Override
    public boolean getRequestAttributesEnabled() {
        return false;
    }

}
