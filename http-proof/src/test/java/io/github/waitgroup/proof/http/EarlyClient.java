// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http;

/**
 * Is answered before the server is told to stop, and comes no more.
 */
final class EarlyClient implements Client {

    private String seen = "nothing";

    @Override
    public void begin(Stage stage) {
        try (HttpConnection connection = HttpConnection.to(stage.port())) {
            this.seen = Seen.of(connection.get("/hello"), 200, "hello");
        }
    }

    @Override
    public String end() {
        return this.seen;
    }

}
