// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.io.IOException;

import io.github.waitgroup.Registration;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request and its unit. A request that has gone asynchronous ends with its last
 * asynchronous cycle, after a time-out or an error too; any other when the container says
 * that it is destroyed, after the error page if there is one.
 */
class InFlightRequest implements AsyncListener {

    private static final String ATTRIBUTE = InFlightRequest.class.getName();

    private final Registration unit;

    private boolean async;

    InFlightRequest(Registration unit) {
        this.unit = unit;
    }

    static @Nullable InFlightRequest of(ServletRequest request) {
        return (InFlightRequest) request.getAttribute(ATTRIBUTE);
    }

    void bind(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    Registration unit() {
        return this.unit;
    }

    /**
     * Looks, when the container's thread leaves, whether the request goes on without it.
     * @param request the request
     */
    void left(ServletRequest request) {
        if (!this.async && request.isAsyncStarted()) {
            this.async = true;
            request.getAsyncContext().addListener(this);
        }
    }

    void destroyed() {
        // Some containers say so each time their thread leaves an asynchronous request
        if (!this.async) {
            this.unit.close();
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        this.unit.close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // A new cycle has no listeners
        event.getAsyncContext().addListener(this);
    }

    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
        // Not the end: the container or the application completes the request now
    }

    @Override
    public void onError(AsyncEvent event) throws IOException {
        this.unit.fail();
    }

}
