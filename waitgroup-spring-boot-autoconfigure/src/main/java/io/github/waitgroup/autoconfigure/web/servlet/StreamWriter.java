// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * The writer of a stream: what is written is whole or not at all when the drain ends it.
 */
class StreamWriter extends Writer {

    private final PrintWriter delegate;

    private final OpenStream stream;

    StreamWriter(PrintWriter delegate, OpenStream stream) {
        this.delegate = delegate;
        this.stream = stream;
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
        this.stream.enter();
        try {
            this.delegate.write(characters, offset, length);
            this.stream.boundary().wrote(characters, offset, length);
        }
        finally {
            this.stream.leave();
        }
    }

    @Override
    public void flush() throws IOException {
        this.stream.enter();
        try {
            // Flushes, too; the writer around this one is asked for errors in turn
            if (this.delegate.checkError()) {
                throw new IOException("Could not write to the client");
            }
            this.stream.boundary().flushed();
        }
        finally {
            this.stream.leave();
        }
    }

    @Override
    public void close() throws IOException {
        this.stream.closeUnlessEnded(this.delegate);
    }

}
