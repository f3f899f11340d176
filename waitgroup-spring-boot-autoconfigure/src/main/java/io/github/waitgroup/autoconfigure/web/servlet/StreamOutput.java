// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.io.IOException;
import java.nio.ByteBuffer;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;

/**
 * The output of a stream: what is written is whole or not at all when the drain ends it.
 */
class StreamOutput extends ServletOutputStream {

    private final ServletOutputStream delegate;

    private final OpenStream stream;

    StreamOutput(ServletOutputStream delegate, OpenStream stream) {
        this.delegate = delegate;
        this.stream = stream;
    }

    @Override
    public void write(int b) throws IOException {
        this.stream.enter();
        try {
            this.delegate.write(b);
            this.stream.boundary().wrote(b);
        }
        finally {
            this.stream.leave();
        }
    }

    @Override
    public void write(byte[] b, int off, int len) throws IOException {
        this.stream.enter();
        try {
            this.delegate.write(b, off, len);
            this.stream.boundary().wrote(b, off, len);
        }
        finally {
            this.stream.leave();
        }
    }

    @Override
    public void write(ByteBuffer buffer) throws IOException {
        ByteBuffer bytes = buffer.duplicate();
        this.stream.enter();
        try {
            this.delegate.write(buffer);
            while (bytes.hasRemaining()) {
                this.stream.boundary().wrote(bytes.get());
            }
        }
        finally {
            this.stream.leave();
        }
    }

    @Override
    public void flush() throws IOException {
        this.stream.enter();
        try {
            this.delegate.flush();
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

    @Override
    public boolean isReady() {
        // The container's output may be that of another request by now; writing fails
        return this.stream.isEnded() || this.delegate.isReady();
    }

    @Override
    public void setWriteListener(WriteListener writeListener) {
        this.delegate.setWriteListener(writeListener);
    }

}
