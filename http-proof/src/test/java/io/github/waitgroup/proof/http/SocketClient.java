// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http;

import java.io.IOException;

/**
 * Opens a WebSocket, on which nothing happens until the server closes it.
 */
final class SocketClient implements Client {

    private static final int CLOSE = 0x88;

    private HttpConnection connection = HttpConnection.none();

    @Override
    public void begin(Stage stage) throws Exception {
        this.connection = HttpConnection.to(stage.port());
        this.connection.request("GET", "/socket", "Upgrade: websocket", "Connection: Upgrade",
                "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODw==");
        int status = this.connection.head();
        if (status != 101) {
            throw new IllegalStateException("No WebSocket: " + status);
        }
        stage.awaitMiddle("socket");
    }

    @Override
    public String end() {
        try (HttpConnection last = this.connection) {
            int frame = last.octet();
            int length = last.octet();
            if (frame != CLOSE) {
                return "frame %x, length %d".formatted(frame, length);
            }
            if (length < 2) {
                // What the API of a browser says then
                return "**1005**";
            }
            int code = (last.octet() << 8) + last.octet();
            answer(last, code);
            return String.valueOf(code);
        }
        catch (IOException ex) {
            // Here, too
            return "**1006**";
        }
    }

    // Masked with zeros
    private static void answer(HttpConnection connection, int code) {
        connection.send(new byte[] { (byte) CLOSE, (byte) 0x82, 0, 0, 0, 0, (byte) (code >> 8), (byte) code });
    }

}
