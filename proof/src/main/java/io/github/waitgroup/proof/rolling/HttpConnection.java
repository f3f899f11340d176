// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.rolling;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One HTTP/1.1 connection, kept alive for as long as the other side likes. By hand,
 * because a ready-made client hides what is to be counted: it connects anew and sends
 * again.
 */
final class HttpConnection implements AutoCloseable {

    private static final int TIMEOUT_MS = 30_000;

    private final Socket socket = new Socket();

    private final InputStream input;

    HttpConnection(int port) throws IOException {
        this.socket.setTcpNoDelay(true);
        this.socket.setSoTimeout(TIMEOUT_MS);
        this.socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
        this.input = new BufferedInputStream(this.socket.getInputStream());
    }

    /**
     * Sends one request without a body and reads its answer to the end.
     * @param method the method
     * @param path the path
     * @return the answer
     * @throws IOException if no complete answer came
     */
    HttpAnswer exchange(String method, String path) throws IOException {
        String request = method + " " + path + " HTTP/1.1\r\nHost: shop\r\nContent-Length: 0\r\n\r\n";
        this.socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] header = line.split(":", 2);
            headers.put(header[0].toLowerCase(Locale.ROOT), header[1].strip());
        }
        byte[] body = body(headers);
        boolean last = "close".equalsIgnoreCase(headers.get("connection"));
        return new HttpAnswer(status, headers.getOrDefault(HaProxyConfig.SERVER_HEADER.toLowerCase(Locale.ROOT), ""),
                new String(body, StandardCharsets.UTF_8), last);
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (headers.containsKey("transfer-encoding")) {
            return chunks();
        }
        String length = headers.get("content-length");
        // HAProxy's own answers end with the connection
        return (length != null) ? bytes(Integer.parseInt(length)) : this.input.readAllBytes();
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.write(bytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private byte[] bytes(int size) throws IOException {
        byte[] bytes = this.input.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("Body cut off");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = this.input.read(); octet != '\n'; octet = this.input.read()) {
            if (octet < 0) {
                throw new EOFException("No complete answer");
            }
            line.write(octet);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        this.socket.close();
    }

}
