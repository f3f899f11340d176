// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http;

/**
 * Sends a request whose answer stops in its middle: before its head, or after it.
 */
final class RequestClient implements Client {

    private final String kind;

    private final int status;

    private final String body;

    private final boolean streamed;

    private HttpConnection connection = HttpConnection.none();

    RequestClient(String kind, int status, String body) {
        this(kind, status, body, false);
    }

    private RequestClient(String kind, int status, String body, boolean streamed) {
        this.kind = kind;
        this.status = status;
        this.body = body;
        this.streamed = streamed;
    }

    static RequestClient streamed(String kind, String body) {
        return new RequestClient(kind, 200, body, true);
    }

    @Override
    public void begin(Stage stage) throws Exception {
        this.connection = HttpConnection.to(stage.port());
        this.connection.request("GET", "/" + this.kind);
        stage.awaitMiddle(this.kind);
        if (this.streamed) {
            this.connection.head();
        }
    }

    @Override
    public String end() {
        try (HttpConnection last = this.connection) {
            return Seen.of(this.streamed ? last.rest() : last.answer(), this.status, this.body);
        }
    }

}
