// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http;

/**
 * Sends a request whose answer stops in its middle.
 */
final class RequestClient implements Client {

    private final String kind;

    private final int status;

    private final String body;

    private HttpConnection connection = HttpConnection.none();

    RequestClient(String kind, int status, String body) {
        this.kind = kind;
        this.status = status;
        this.body = body;
    }

    @Override
    public void begin(Stage stage) throws Exception {
        this.connection = HttpConnection.to(stage.port());
        this.connection.request("GET", "/" + this.kind);
        stage.awaitMiddle(this.kind);
    }

    @Override
    public String end() {
        try (HttpConnection last = this.connection) {
            return Seen.of(last.answer(), this.status, this.body);
        }
    }

}
