// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import io.github.waitgroup.autoconfigure.web.ResponseEnd;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;

/**
 * Tells a request that the container is done with it: later than any filter can know.
 */
class RequestEndListener implements ServletRequestListener {

    @Override
    public void requestInitialized(ServletRequestEvent event) {
        ServletRequest request = event.getServletRequest();
        if (request.getAttribute(ResponseEnd.ATTRIBUTE) == null) {
            request.setAttribute(ResponseEnd.ATTRIBUTE, new ContainerEnd());
        }
    }

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        InFlightRequest inFlight = InFlightRequest.of(event.getServletRequest());
        if (inFlight != null) {
            inFlight.destroyed();
        }
    }

}
