// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.io.IOException;

import io.github.waitgroup.Registration;
import io.github.waitgroup.autoconfigure.web.RequestPaths;
import io.github.waitgroup.autoconfigure.web.ResponseEnd;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request and its unit. It ends when the server says that the response has ended. Where
 * no hook of a server says so, a request that has gone asynchronous ends with its last
 * asynchronous cycle, after a time-out or an error too; any other when the container says
 * that it is destroyed, after the error page if there is one.
 */
final class InFlightRequest implements AsyncListener {

    private static final String ATTRIBUTE = InFlightRequest.class.getName();

    private static final String END_KNOWN = ATTRIBUTE + ".endKnown";

    private final Registration unit;

    private final boolean endKnownByServer;

    private final RequestPaths paths;

    private boolean routed;

    private volatile boolean async;

    private volatile @Nullable OpenStream stream;

    private boolean awaitedStream;

    private InFlightRequest(Registration unit, boolean endKnownByServer, RequestPaths paths) {
        this.unit = unit;
        this.endKnownByServer = endKnownByServer;
        this.paths = paths;
    }

    static InFlightRequest begin(ServletRequest request, Registration unit, RequestPaths paths) {
        ResponseEnd end = (ResponseEnd) request.getAttribute(ResponseEnd.ATTRIBUTE);
        InFlightRequest inFlight = new InFlightRequest(unit, end != null, paths);
        request.setAttribute(ATTRIBUTE, inFlight);
        if (end != null) {
            end.then(unit::close);
        }
        return inFlight;
    }

    static @Nullable InFlightRequest of(ServletRequest request) {
        return (InFlightRequest) request.getAttribute(ATTRIBUTE);
    }

    /**
     * Notes that the container will say when the request is destroyed. There are those
     * that never do, such as the mock of Spring's tests: what they serve cannot be
     * counted, for nothing would ever end it.
     * @param request a request that has just been made
     */
    static void endKnown(ServletRequest request) {
        if (request.getAttribute(ResponseEnd.ATTRIBUTE) == null) {
            request.setAttribute(END_KNOWN, true);
        }
    }

    static boolean isEndKnown(ServletRequest request) {
        return request.getAttribute(ResponseEnd.ATTRIBUTE) != null || request.getAttribute(END_KNOWN) != null;
    }

    Registration unit() {
        return this.unit;
    }

    /**
     * Labels the unit with the route of the request, unless it was before: forwards and
     * error pages have a route too, but are not what the client asked for.
     * @param route the method and the pattern
     */
    void route(String route) {
        if (!this.routed) {
            this.routed = true;
            this.unit.label(route);
        }
    }

    /**
     * Looks, when the container's thread leaves, whether the request goes on without it.
     * @param request the request
     */
    void left(ServletRequest request) {
        if (!request.isAsyncStarted()) {
            return;
        }
        if (!this.async) {
            this.async = true;
            request.getAsyncContext().addListener(this);
        }
        OpenStream begun = this.stream;
        if (begun != null) {
            begun.left();
        }
    }

    // The container's thread has left it for the first time, and it goes on
    boolean isAsync() {
        return this.async;
    }

    /**
     * Says that the response is a stream, unless this was said before.
     * @param request the request
     * @param contentType what is streamed
     * @param writing whether somebody is about to write to it
     * @param head completes the head of a response of which nothing has been written
     * @return the stream, or {@code null} if it is awaited as any response is
     */
    @Nullable OpenStream openStream(HttpServletRequest request, String contentType, boolean writing, Runnable head) {
        OpenStream begun;
        synchronized (this) {
            if (this.stream != null || this.awaitedStream) {
                return this.stream;
            }
            String path = request.getRequestURI().substring(request.getContextPath().length());
            this.awaitedStream = this.paths.isAwaitedStream(request.getMethod(), contentType, path);
            if (this.awaitedStream) {
                return null;
            }
            begun = new OpenStream(request, this, contentType, writing, head);
            this.stream = begun;
        }
        this.unit.openEnded(begun::end);
        return begun;
    }

    @Nullable OpenStream stream() {
        return this.stream;
    }

    /**
     * Returns whether a failure is but what a stream does when the drain has ended it.
     * @param failure what the application has thrown
     * @return whether the response is complete nevertheless
     */
    boolean isEnd(Throwable failure) {
        OpenStream begun = this.stream;
        return failure instanceof Exception && begun != null && begun.isEnded();
    }

    void destroyed() {
        // Some containers say so each time their thread leaves an asynchronous request
        if (!this.endKnownByServer && !this.async) {
            this.unit.close();
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        if (!this.endKnownByServer) {
            this.unit.close();
        }
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
        // Tomcat says so of each answer with an error status, too
        if (event.getThrowable() != null) {
            this.unit.fail();
        }
    }

}
