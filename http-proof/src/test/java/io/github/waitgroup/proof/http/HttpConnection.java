// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import io.github.waitgroup.proof.http.Answer.End;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection, kept alive for as long as the server likes. By hand, because a
 * ready-made client hides what is to be seen: it connects anew, sends again, and does not
 * tell how an answer ended.
 */
final class HttpConnection implements AutoCloseable {

    private static final int TIMEOUT_MS = 50_000;

    private final Socket socket = new Socket();

    private @Nullable InputStream input;

    private @Nullable End failure;

    /* The answer that is being read */
    private int status;

    private boolean begun;

    private Map<String, String> headers = new HashMap<>();

    private ByteArrayOutputStream body = new ByteArrayOutputStream();

    private boolean inChunks;

    private HttpConnection() {
    }

    /**
     * No connection.
     * @return one on which everything fails
     */
    static HttpConnection none() {
        HttpConnection connection = new HttpConnection();
        connection.failure = End.NONE;
        return connection;
    }

    static HttpConnection to(int port) {
        return to(port, 0);
    }

    /**
     * Connects.
     * @param port where to
     * @param buffer the size of the buffer for what comes, 0 for the system's
     * @return the connection; if there is none, all that is asked of it fails
     */
    static HttpConnection to(int port, int buffer) {
        HttpConnection connection = new HttpConnection();
        try {
            connection.connect(port, buffer);
        }
        catch (ConnectException ex) {
            connection.failure = End.REFUSED;
        }
        catch (IOException ex) {
            connection.failure = End.NONE;
        }
        return connection;
    }

    private void connect(int port, int buffer) throws IOException {
        if (buffer > 0) {
            this.socket.setReceiveBufferSize(buffer);
        }
        this.socket.setTcpNoDelay(true);
        this.socket.setSoTimeout(TIMEOUT_MS);
        this.socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
        this.input = new BufferedInputStream(this.socket.getInputStream());
    }

    Answer get(String path) {
        request("GET", path);
        return answer();
    }

    void request(String method, String path, String... more) {
        StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        for (String header : more) {
            request.append(header).append("\r\n");
        }
        send(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /**
     * Sends something. If that fails, the answer will tell.
     * @param bytes what to send
     */
    void send(byte[] bytes) {
        if (this.failure == null) {
            try {
                this.socket.getOutputStream().write(bytes);
            }
            catch (IOException ex) {
                // An answer may have come before
            }
        }
    }

    /**
     * Reads an answer to its end.
     * @return the answer
     */
    Answer answer() {
        head();
        return rest();
    }

    /**
     * Reads the head of an answer.
     * @return its status, 0 if there is none
     */
    int head() {
        this.status = 0;
        this.begun = false;
        this.headers = new HashMap<>();
        this.body = new ByteArrayOutputStream();
        this.inChunks = false;
        if (this.failure == null) {
            try {
                readHead();
            }
            catch (IOException ex) {
                this.failure = end(ex);
            }
        }
        return (this.failure == null) ? this.status : 0;
    }

    private void readHead() throws IOException {
        this.status = Integer.parseInt(line().split(" ", 3)[1]);
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] header = line.split(":", 2);
            this.headers.put(header[0].toLowerCase(Locale.ROOT), header[1].strip());
        }
    }

    Answer rest() {
        End end = this.failure;
        if (end == null) {
            try {
                end = readBody();
            }
            catch (IOException ex) {
                end = end(ex);
                this.failure = end;
            }
        }
        return new Answer(end, this.status, this.headers, this.body.toString(StandardCharsets.ISO_8859_1));
    }

    private End readBody() throws IOException {
        String length = this.headers.get("content-length");
        if (this.headers.containsKey("transfer-encoding")) {
            for (boolean more = readChunk(); more;) {
                more = readChunk();
            }
            return End.WHOLE;
        }
        if (length != null) {
            read(Integer.parseInt(length) - this.body.size());
            return End.WHOLE;
        }
        for (int octet = input().read(); octet >= 0; octet = input().read()) {
            this.body.write(octet);
        }
        return End.UNFRAMED;
    }

    // Whether there was one, and not the end
    private boolean readChunk() throws IOException {
        if (this.inChunks) {
            // Jetty ends a chunk when it has the next one
            line();
        }
        this.inChunks = true;
        int size = Integer.parseInt(line(), 16);
        read(size);
        if (size == 0) {
            line();
        }
        return size > 0;
    }

    /**
     * Reads the beginning of a body that comes in chunks.
     * @param size how many bytes, or more, up to the end of a chunk
     * @throws IOException if they do not come
     */
    void chunks(int size) throws IOException {
        while (this.body.size() < size) {
            if (this.failure != null || !this.headers.containsKey("transfer-encoding") || !readChunk()) {
                throw new IOException("%d of %d bytes in chunks: %s".formatted(this.body.size(), size, this.headers));
            }
        }
    }

    /**
     * Reads a part of a body whose length was announced.
     * @param size how many bytes
     * @return whether they came
     */
    boolean part(int size) {
        if (this.failure == null) {
            try {
                read(size);
            }
            catch (IOException ex) {
                this.failure = end(ex);
            }
        }
        return this.failure == null;
    }

    private void read(int size) throws IOException {
        for (int left = size; left > 0;) {
            byte[] bytes = new byte[Math.min(left, 64 * 1024)];
            int count = input().read(bytes);
            if (count < 0) {
                throw new EOFException();
            }
            this.body.write(bytes, 0, count);
            left -= count;
        }
    }

    int octet() throws IOException {
        int octet = input().read();
        if (octet < 0) {
            throw new EOFException();
        }
        this.begun = true;
        return octet;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = octet(); octet != '\n'; octet = octet()) {
            line.write(octet);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private InputStream input() throws IOException {
        if (this.input == null) {
            throw new EOFException();
        }
        return this.input;
    }

    End end(IOException ex) {
        if (ex instanceof SocketTimeoutException) {
            return End.STUCK;
        }
        if (!this.begun) {
            return End.NONE;
        }
        return (ex instanceof EOFException) ? End.CUT : End.RESET;
    }

    /**
     * Hangs up in the rudest way there is.
     */
    void abort() {
        try {
            this.socket.setSoLinger(true, 0);
        }
        catch (IOException ex) {
            // Not there any more
        }
        close();
    }

    @Override
    public void close() {
        try {
            this.socket.close();
        }
        catch (IOException ex) {
            // Gone anyway
        }
    }

}
