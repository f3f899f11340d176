// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.reactive;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A connection as a client has it, byte for byte.
 */
public final class Wire implements AutoCloseable {

    private static final int TIMEOUT = 20_000;

    private final Socket socket = new Socket();

    private Wire(int port) throws IOException {
        // So small that the server cannot hand all of a large body to the kernel
        this.socket.setReceiveBufferSize(8 * 1024);
        this.socket.setSoTimeout(TIMEOUT);
        this.socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT);
    }

    public static Wire connect(int port) throws IOException {
        return new Wire(port);
    }

    /**
     * Sends the head of a request with a body of plain text.
     */
    Wire post(String path, int length, String... headers) throws IOException {
        StringBuilder head = new StringBuilder("POST ").append(path).append(" HTTP/1.1\r\nHost: test\r\n");
        head.append("Content-Type: text/plain\r\nContent-Length: ").append(length).append("\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return send(head.append("\r\n").toString());
    }

    public Wire get(String path) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: test\r\n\r\n");
    }

    public Wire send(String text) throws IOException {
        this.socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    /** Reads up to and including some text. */
    public String readUntil(String end) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        InputStream in = this.socket.getInputStream();
        byte[] last = end.getBytes(StandardCharsets.US_ASCII);
        int matched = 0;
        while (matched < last.length) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("End of stream after: " + read.toString(StandardCharsets.US_ASCII));
            }
            read.write(b);
            matched = (b == last[matched]) ? matched + 1 : (b == last[0]) ? 1 : 0;
        }
        return read.toString(StandardCharsets.US_ASCII);
    }

    public String readAll() throws IOException {
        return new String(this.socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    /** Reads an answer that says how long it is. */
    public String readAnswer() throws IOException {
        String head = readUntil("\r\n\r\n");
        int length = head.lines()
            .filter((line) -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
            .mapToInt((line) -> Integer.parseInt(line.substring(line.indexOf(':') + 1).trim()))
            .findFirst()
            .orElseThrow();
        return head + new String(this.socket.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
    }

    /** Reads the next chunk of a body: the last one is empty. */
    public String readChunk() throws IOException {
        int length = Integer.parseInt(readUntil("\r\n").trim(), 16);
        String chunk = new String(this.socket.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
        assertThat(readUntil("\r\n")).isEqualTo("\r\n");
        return chunk;
    }

    public InputStream in() throws IOException {
        return this.socket.getInputStream();
    }

    /** Hangs up in the rudest way: the other side sees a reset. */
    public void reset() throws IOException {
        this.socket.setSoLinger(true, 0);
        this.socket.close();
    }

    @Override
    public void close() throws IOException {
        this.socket.close();
    }

}
