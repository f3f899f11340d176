// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.io.IOException;
import java.io.PrintWriter;

import io.github.waitgroup.Drain;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Tells the client, once the drain has begun, that this connection ends with this answer,
 * so that its next request goes elsewhere. The drain may begin while the request is
 * handled: the header is decided on as late as the answer allows, when it is written.
 */
final class ClosingResponse extends StreamResponse {

    private static final String CONNECTION = "Connection";

    private final Drain drain;

    private final boolean ownConnection;

    private ClosingResponse(HttpServletRequest request, HttpServletResponse response, Drain drain,
            boolean ownConnection) {
        super(request, response);
        this.drain = drain;
        this.ownConnection = ownConnection;
    }

    static ClosingResponse of(HttpServletRequest request, HttpServletResponse response, Drain drain) {
        // HTTP/2 forbids the header; its connections end otherwise
        return (response instanceof ClosingResponse closing) ? closing
                : new ClosingResponse(request, response, drain, request.getProtocol().startsWith("HTTP/1."));
    }

    void announce() {
        if (closes() && !isCommitted()) {
            super.setHeader(CONNECTION, "close");
        }
    }

    // The connection of a WebSocket, say, is no longer one of HTTP
    private boolean closes() {
        return this.drain.isDraining() && this.ownConnection && getStatus() != SC_SWITCHING_PROTOCOLS;
    }

    private boolean opposes(String header, @Nullable String value) {
        return CONNECTION.equalsIgnoreCase(header) && "keep-alive".equalsIgnoreCase(value) && closes();
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        super.setHeader(name, opposes(name, value) ? "close" : value);
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        if (!opposes(name, value)) {
            super.addHeader(name, value);
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        announce();
        return super.getOutputStream();
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        announce();
        return super.getWriter();
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        announce();
        super.sendError(status, message);
    }

    @Override
    public void sendError(int status) throws IOException {
        announce();
        super.sendError(status);
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        announce();
        super.sendRedirect(location);
    }

    @Override
    public void sendRedirect(String location, int status) throws IOException {
        announce();
        super.sendRedirect(location, status);
    }

    @Override
    public void sendRedirect(String location, boolean clearBuffer) throws IOException {
        announce();
        super.sendRedirect(location, clearBuffer);
    }

    @Override
    public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
        announce();
        super.sendRedirect(location, status, clearBuffer);
    }

    @Override
    public void flushBuffer() throws IOException {
        announce();
        super.flushBuffer();
    }

}
