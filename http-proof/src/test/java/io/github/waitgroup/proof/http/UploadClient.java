// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http;

/**
 * Asks whether it may upload something, and does so in pieces: one before the server is
 * told to stop, one after that, and one later still.
 */
final class UploadClient implements Client {

    private static final int PIECE = Bodies.UPLOAD / 3;

    private HttpConnection connection = HttpConnection.none();

    @Override
    public void begin(Stage stage) throws Exception {
        this.connection = HttpConnection.to(stage.port());
        this.connection.request("POST", "/upload", "Expect: 100-continue", "Content-Type: application/octet-stream",
                "Content-Length: " + Bodies.UPLOAD);
        int status = this.connection.head();
        if (status != 100) {
            throw new IllegalStateException("Not told to continue: " + status);
        }
        piece(0);
        stage.awaitMiddle("upload");
    }

    @Override
    public void meanwhile(Stage stage) {
        piece(1);
    }

    @Override
    public String end() {
        try (HttpConnection last = this.connection) {
            piece(2);
            Upload upload = new Upload();
            upload.add(Bodies.octets(0, Bodies.UPLOAD), Bodies.UPLOAD);
            return Seen.of(last.answer(), 200, upload.answer());
        }
    }

    private void piece(int number) {
        this.connection.send(Bodies.octets(number * PIECE, PIECE));
    }

}
