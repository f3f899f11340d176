// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.util.Locale;

/**
 * Where a stream may end without cutting an element of it in two: after the empty line
 * that ends a server-sent event, after the end of a line of JSON, and else wherever what
 * was written has been flushed. Not safe for use by several threads at once.
 */
final class StreamBoundary {

    private final int lineEnds;

    private int lineEndsWritten;

    private boolean afterReturn;

    private boolean flushed = true;

    private boolean written;

    private boolean expecting;

    private StreamBoundary(int lineEnds) {
        this.lineEnds = lineEnds;
    }

    static StreamBoundary of(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT);
        if (type.startsWith("text/event-stream")) {
            return new StreamBoundary(2);
        }
        return new StreamBoundary(type.startsWith("multipart/") ? 0 : 1);
    }

    // Somebody is about to write
    void expect() {
        this.expecting = true;
    }

    void wrote(int character) {
        this.written = true;
        this.flushed = false;
        if (character == '\r') {
            this.lineEndsWritten++;
        }
        else if (character != '\n') {
            this.lineEndsWritten = 0;
        }
        else if (!this.afterReturn) {
            this.lineEndsWritten++;
        }
        this.afterReturn = (character == '\r');
    }

    // A line end takes two characters at most
    void wrote(byte[] bytes, int offset, int length) {
        int end = offset + length;
        for (int i = Math.max(offset, end - 2 * Math.max(this.lineEnds, 1)); i < end; i++) {
            wrote(bytes[i]);
        }
    }

    void wrote(char[] characters, int offset, int length) {
        int end = offset + length;
        for (int i = Math.max(offset, end - 2 * Math.max(this.lineEnds, 1)); i < end; i++) {
            wrote(characters[i]);
        }
    }

    void flushed() {
        this.flushed = true;
        // The head only, for now
        this.expecting = false;
    }

    boolean isWritten() {
        return this.written;
    }

    /**
     * Returns whether the stream may end here.
     * @return whether nothing is written by half
     */
    boolean isWhole() {
        if (!this.written) {
            return !this.expecting;
        }
        return (this.lineEnds > 0) ? this.lineEndsWritten >= this.lineEnds : this.flushed;
    }

}
