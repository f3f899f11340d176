// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;

import io.github.waitgroup.Drain;
import io.github.waitgroup.Scope;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.autoconfigure.web.RequestPaths;
import io.github.waitgroup.autoconfigure.web.ResponseEnd;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Counts requests in, and makes the container's threads work for them. Counting out is
 * the matter of {@link InFlightRequest}: the chain may end long before the request does.
 */
class InFlightFilter implements Filter {

    private static final Log logger = LogFactory.getLog(InFlightFilter.class);

    private final WaitGroup group;

    private final Drain drain;

    private final RequestPaths paths;

    private final boolean refusing;

    InFlightFilter(WaitGroup group, Drain drain, RequestPaths paths, boolean refusing) {
        this.group = group;
        this.drain = drain;
        this.paths = paths;
        this.refusing = refusing;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest httpRequest = (HttpServletRequest) request;
        HttpServletResponse httpResponse = (HttpServletResponse) response;
        ResponseEnd end = InFlightRequest.end(request);
        InFlightRequest inFlight = InFlightRequest.of(end);
        ClosingResponse closing = ClosingResponse.of(httpRequest, httpResponse, this.drain);
        if (inFlight != null) {
            // The same request again: an asynchronous dispatch or its error page
            proceed(inFlight, request, closing, chain);
            return;
        }
        if (end == null || !isWork(httpRequest)) {
            serve(request, closing, chain);
            return;
        }
        if (this.refusing && this.drain.isDraining()) {
            this.group.touch();
            refuse(closing);
            return;
        }
        try {
            inFlight = InFlightRequest.begin(end, this.group.register(label(httpRequest)), this.paths);
        }
        catch (RejectedExecutionException ex) {
            refuse(closing);
            return;
        }
        proceed(inFlight, request, closing, chain);
    }

    private static void refuse(ClosingResponse response) throws IOException {
        response.setHeader("Retry-After", "1");
        response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }

    // The route of a servlet is known already; that of Spring MVC's, at the root, is not
    private static String label(HttpServletRequest request) {
        HttpServletMapping mapping = request.getHttpServletMapping();
        return (mapping.getMappingMatch() == null || mapping.getMappingMatch() == MappingMatch.DEFAULT)
                ? request.getMethod() : request.getMethod() + " " + mapping.getPattern();
    }

    // The error page of what was not counted is not counted either
    private boolean isWork(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.REQUEST
                && !this.paths.isExcluded(request.getRequestURI().substring(request.getContextPath().length()));
    }

    private void proceed(InFlightRequest inFlight, ServletRequest request, ClosingResponse response, FilterChain chain)
            throws IOException, ServletException {
        Scope scope;
        try {
            scope = inFlight.unit().enter();
        }
        catch (IllegalStateException ex) {
            // Given up by a drain, but it may still succeed
            serve(request, response, chain);
            return;
        }
        try {
            serve(request, response, chain);
        }
        catch (Throwable ex) {
            if (!inFlight.isEnd(ex)) {
                inFlight.unit().fail();
                throw ex;
            }
            logger.debug("Failed after the drain had ended its stream: " + inFlight.unit(), ex);
        }
        finally {
            scope.close();
            response.left();
            inFlight.left(request);
        }
    }

    private static void serve(ServletRequest request, ClosingResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.announce();
        chain.doFilter(request, response);
        if (!request.isAsyncStarted()) {
            // Else the response belongs to other threads by now
            response.announce();
        }
    }

}
