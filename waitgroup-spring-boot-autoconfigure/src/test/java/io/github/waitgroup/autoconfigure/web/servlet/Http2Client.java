// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * As much of a client of HTTP/2 as it takes to see its frames: it knows beforehand that
 * the server speaks it.
 */
final class Http2Client implements AutoCloseable {

    static final int DATA = 0;

    static final int HEADERS = 1;

    static final int RST_STREAM = 3;

    private static final int GOAWAY = 7;

    private static final int SETTINGS = 4;

    private static final int END_STREAM_AND_HEADERS = 5;

    private final Socket socket;

    private final DataInputStream in;

    private final DataOutputStream out;

    private boolean toldToGo;

    Http2Client(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        this.out.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        send(SETTINGS, 0, 0, new byte[0]);
    }

    void get(int stream, String path) throws IOException {
        ByteArrayOutputStream headers = new ByteArrayOutputStream();
        // GET and http of the static table, then :authority and :path as literals
        headers.write(0x82);
        headers.write(0x86);
        literal(headers, 1, "test");
        literal(headers, 4, path);
        send(HEADERS, END_STREAM_AND_HEADERS, stream, headers.toByteArray());
    }

    void reset(int stream) throws IOException {
        send(RST_STREAM, 0, stream, new byte[] { 0, 0, 0, 8 });
    }

    private static void literal(ByteArrayOutputStream headers, int name, String value) {
        headers.write(name);
        headers.write(value.length());
        headers.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
    }

    private void send(int type, int flags, int stream, byte[] payload) throws IOException {
        this.out.writeByte(payload.length >> 16);
        this.out.writeShort(payload.length);
        this.out.writeByte(type);
        this.out.writeByte(flags);
        this.out.writeInt(stream);
        this.out.write(payload);
        this.out.flush();
    }

    boolean isToldToGo() {
        return this.toldToGo;
    }

    Frame await(int type) throws IOException {
        Frame frame = read();
        while (frame.type() != type) {
            if (frame.type() == SETTINGS && frame.flags() == 0) {
                send(SETTINGS, 1, 0, new byte[0]);
            }
            frame = read();
        }
        return frame;
    }

    private Frame read() throws IOException {
        int length = (this.in.readUnsignedByte() << 16) + this.in.readUnsignedShort();
        int type = this.in.readUnsignedByte();
        int flags = this.in.readUnsignedByte();
        this.in.readInt();
        this.toldToGo |= type == GOAWAY;
        return new Frame(type, flags, new String(this.in.readNBytes(length), StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        this.socket.close();
    }

    record Frame(int type, int flags, String text) {

        boolean isOk() {
            // The static table has an entry for status 200
            return this.text.indexOf(0x88) >= 0;
        }

    }

}
