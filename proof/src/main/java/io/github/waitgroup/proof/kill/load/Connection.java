// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One HTTP/1.1 connection, kept for as long as the server likes. By hand, because a
 * ready-made client hides what is to be counted: it connects anew and sends again.
 */
final class Connection implements AutoCloseable {

    private static final int TIMEOUT_MS = 45_000;

    private final Socket socket = new Socket();

    private final InputStream input;

    private boolean heard;

    Connection(int port) throws IOException {
        this.socket.setTcpNoDelay(true);
        this.socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
        this.input = new BufferedInputStream(this.socket.getInputStream());
    }

    /**
     * Whether the server has hung up while nothing was asked of it, so that nothing more
     * is to be asked over this connection.
     * @return whether it has
     */
    boolean isEnded() {
        try {
            this.socket.setSoTimeout(1);
            return this.input.read() < 0;
        }
        catch (SocketTimeoutException ex) {
            return false;
        }
        catch (IOException ex) {
            return true;
        }
    }

    /**
     * Whether the server has ever said anything. If not, it may be that only its kernel
     * knows of this connection.
     * @return whether it has
     */
    boolean isHeard() {
        return this.heard;
    }

    /**
     * Sends one request without a body and reads its answer to the end.
     * @param path the path
     * @return the answer
     * @throws IOException if no complete answer came
     */
    Answer post(String path) throws IOException {
        this.socket.setSoTimeout(TIMEOUT_MS);
        String request = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n";
        this.socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        Map<String, String> headers = headers();
        boolean last = "close".equalsIgnoreCase(headers.get("connection"));
        return new Answer(status, new String(body(headers), StandardCharsets.UTF_8), last);
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (headers.containsKey("transfer-encoding")) {
            return chunks();
        }
        String length = headers.get("content-length");
        // Of no known length: up to the end of the connection. Whether it is all of it,
        // the body itself has to say
        return (length != null) ? bytes(Integer.parseInt(length)) : this.input.readAllBytes();
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] header = line.split(":", 2);
            headers.put(header[0].toLowerCase(Locale.ROOT), header[1].strip());
        }
        return headers;
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
            throw new EOFException(bytes.length + " of " + size + " bytes of the answer's body");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = this.input.read(); octet != '\n'; octet = this.input.read()) {
            if (octet < 0) {
                throw new EOFException("Connection closed, no complete answer");
            }
            this.heard = true;
            line.write(octet);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        this.socket.close();
    }

    /**
     * A complete answer.
     *
     * @param status the status code
     * @param body the body
     * @param last whether the server asked to send nothing more over this connection
     */
    record Answer(int status, String body, boolean last) {

        boolean isGood() {
            return this.status == 200 && this.body.stripTrailing().endsWith("done");
        }

    }

}
