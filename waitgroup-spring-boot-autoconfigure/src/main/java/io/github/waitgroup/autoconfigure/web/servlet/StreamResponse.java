// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.io.IOException;
import java.io.PrintWriter;

import io.github.waitgroup.autoconfigure.web.StreamTypes;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A response that finds out whether it is a stream: by its type, and because it does not
 * say how long it is, as soon as somebody is about to write. All others are passed
 * through as they are.
 */
abstract class StreamResponse extends HttpServletResponseWrapper {

    private static final String CONTENT_TYPE = "Content-Type";

    private static final String CONTENT_LENGTH = "Content-Length";

    private final HttpServletRequest request;

    private @Nullable String streamType;

    // It says how long it is, and so has an end
    private boolean sized;

    private boolean taken;

    private @Nullable ServletOutputStream output;

    private @Nullable PrintWriter writer;

    StreamResponse(HttpServletRequest request, HttpServletResponse response) {
        super(response);
        this.request = request;
    }

    /**
     * Notes that the response will be a stream, before it says so itself.
     * @param type what it will be
     */
    void expectStream(String type) {
        if (this.streamType == null && super.getContentType() == null) {
            this.streamType = type;
        }
    }

    // The container's thread leaves the request
    void left() {
        if (this.streamType != null && this.request.isAsyncStarted()) {
            stream(false);
        }
    }

    @Override
    public void setContentType(@Nullable String type) {
        super.setContentType(type);
        typed(type);
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        super.setHeader(name, value);
        headed(name, value);
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        super.addHeader(name, value);
        headed(name, value);
    }

    @Override
    public void setIntHeader(String name, int value) {
        super.setIntHeader(name, value);
        headed(name, String.valueOf(value));
    }

    @Override
    public void addIntHeader(String name, int value) {
        super.addIntHeader(name, value);
        headed(name, String.valueOf(value));
    }

    @Override
    public void setContentLength(int length) {
        super.setContentLength(length);
        this.sized = length >= 0;
    }

    @Override
    public void setContentLengthLong(long length) {
        super.setContentLengthLong(length);
        this.sized = length >= 0;
    }

    private void headed(String name, @Nullable String value) {
        if (CONTENT_TYPE.equalsIgnoreCase(name)) {
            typed(value);
        }
        else if (CONTENT_LENGTH.equalsIgnoreCase(name)) {
            this.sized = value != null && !value.startsWith("-");
        }
    }

    @Override
    public void reset() {
        super.reset();
        this.streamType = null;
        this.sized = false;
    }

    private void typed(@Nullable String type) {
        this.streamType = StreamTypes.isStream(type) ? type : null;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        ServletOutputStream known = this.output;
        if (known != null) {
            return known;
        }
        OpenStream stream = writtenStream();
        if (stream == null) {
            this.taken = true;
            return super.getOutputStream();
        }
        known = new StreamOutput(super.getOutputStream(), stream);
        this.output = known;
        return known;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        PrintWriter known = this.writer;
        if (known != null) {
            return known;
        }
        OpenStream stream = writtenStream();
        if (stream == null) {
            this.taken = true;
            return super.getWriter();
        }
        known = new PrintWriter(new StreamWriter(super.getWriter(), stream));
        this.writer = known;
        return known;
    }

    @Override
    public void flushBuffer() throws IOException {
        OpenStream stream = writtenStream();
        if (stream == null) {
            super.flushBuffer();
            return;
        }
        stream.enter();
        try {
            super.flushBuffer();
            stream.boundary().flushed();
        }
        finally {
            stream.leave();
        }
    }

    private @Nullable OpenStream writtenStream() {
        return (this.streamType != null) ? stream(true) : null;
    }

    // Who has the container's own output could not be kept from writing after the end
    private @Nullable OpenStream stream(boolean writing) {
        String type = this.streamType;
        InFlightRequest inFlight = InFlightRequest.of(this.request);
        return (type == null || this.sized || this.taken || inFlight == null) ? null
                : inFlight.openStream(this.request, type, writing, () -> completeHead(type));
    }

    // An event source connects again only if it knows what it has got
    private void completeHead(String type) {
        if (!isCommitted() && super.getContentType() == null) {
            super.setContentType(type);
        }
    }

}
