// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http;

/**
 * Reads a stream that has no end of its own, or hangs up in its middle.
 */
final class StreamClient implements Client {

    static final String GONE = "hangs up";

    private final String kind;

    private final boolean leaves;

    private HttpConnection connection = HttpConnection.none();

    StreamClient(String kind, boolean leaves) {
        this.kind = kind;
        this.leaves = leaves;
    }

    @Override
    public void begin(Stage stage) throws Exception {
        this.connection = HttpConnection.to(stage.port());
        this.connection.request("GET", "/" + this.kind);
        stage.awaitMiddle(this.kind);
        this.connection.head();
        // The head may be on its way before any event is, and a stream may be ended then
        this.connection.chunks(Bodies.events(this.kind, Bodies.FIRST).length());
    }

    @Override
    public void meanwhile(Stage stage) {
        if (this.leaves) {
            this.connection.abort();
        }
    }

    @Override
    public String end() {
        try (HttpConnection last = this.connection) {
            return this.leaves ? GONE : Seen.of(last.rest(), this.kind);
        }
    }

}
