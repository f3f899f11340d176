// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;

import io.github.waitgroup.Drain;
import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Counts requests in, and makes the container's threads work for them. Counting out is
 * the matter of {@link InFlightRequest}: the chain may end long before the request does.
 */
class InFlightFilter implements Filter {

    private final WaitGroup group;

    private final Drain drain;

    private final ActuatorPaths excluded;

    InFlightFilter(WaitGroup group, Drain drain, ActuatorPaths excluded) {
        this.group = group;
        this.drain = drain;
        this.excluded = excluded;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest httpRequest = (HttpServletRequest) request;
        HttpServletResponse httpResponse = (HttpServletResponse) response;
        InFlightRequest inFlight = InFlightRequest.of(request);
        if (inFlight != null) {
            // The same request again: an asynchronous dispatch or its error page
            proceed(inFlight, request, response, chain);
            return;
        }
        ClosingResponse closing = ClosingResponse.of(httpRequest, httpResponse, this.drain);
        if (this.excluded.match(httpRequest)) {
            chain.doFilter(request, closing);
            closing.announce();
            return;
        }
        try {
            inFlight = new InFlightRequest(this.group.register(httpRequest.getMethod()));
        }
        catch (RejectedExecutionException ex) {
            closing.setHeader("Retry-After", "1");
            closing.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        inFlight.bind(request);
        proceed(inFlight, request, closing, chain);
        closing.announce();
    }

    private void proceed(InFlightRequest inFlight, ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (inFlight.unit().state() != Registration.State.RUNNING) {
            chain.doFilter(request, response);
            return;
        }
        Registration.Scope scope = inFlight.unit().enter();
        try {
            chain.doFilter(request, response);
        }
        catch (Throwable ex) {
            inFlight.unit().fail();
            throw ex;
        }
        finally {
            scope.close();
            inFlight.left(request);
        }
    }

}
