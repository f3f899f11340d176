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

    private final Registration unit;

    private final ResponseEnd end;

    private final RequestPaths paths;

    private boolean routed;

    private volatile boolean async;

    private volatile @Nullable OpenStream stream;

    private boolean awaitedStream;

    private InFlightRequest(Registration unit, ResponseEnd end, RequestPaths paths) {
        this.unit = unit;
        this.end = end;
        this.paths = paths;
    }

    static InFlightRequest begin(ResponseEnd end, Registration unit, RequestPaths paths) {
        InFlightRequest inFlight = new InFlightRequest(unit, end, paths);
        end.attach(inFlight);
        end.then(unit::close);
        return inFlight;
    }

    static @Nullable InFlightRequest of(ServletRequest request) {
        return of(end(request));
    }

    static @Nullable InFlightRequest of(@Nullable ResponseEnd end) {
        return (end != null) ? (InFlightRequest) end.attachment() : null;
    }

    /**
     * Returns the end of a request. There are containers that do not tell of any, such as
     * the mock of Spring's tests: what they serve cannot be counted.
     * @param request the request
     * @return its end, which somebody will tell of, or {@code null} if it has none
     */
    static @Nullable ResponseEnd end(ServletRequest request) {
        return (ResponseEnd) request.getAttribute(ResponseEnd.ATTRIBUTE);
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
        if (this.end instanceof ContainerEnd && !this.async) {
            this.end.come();
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        if (this.end instanceof ContainerEnd) {
            this.end.come();
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
