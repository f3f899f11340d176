// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Takes its time to read an answer that is too large for all buffers between: most of it
 * is read after the server has been told to stop.
 */
final class SlowReader implements Client {

    private static final int PIECE = 512 * 1024;

    private static final Executor LATER = CompletableFuture.delayedExecutor(25, TimeUnit.MILLISECONDS);

    private HttpConnection connection = HttpConnection.none();

    @Override
    public void begin(Stage stage) throws Exception {
        this.connection = HttpConnection.to(stage.port(), 64 * 1024);
        this.connection.request("GET", "/large");
        stage.awaitMiddle("large");
        this.connection.head();
        this.connection.part(PIECE);
    }

    @Override
    public String end() {
        try (HttpConnection last = this.connection) {
            boolean more = true;
            for (int read = PIECE; more && read < Bodies.LARGE - PIECE; read += PIECE) {
                more = CompletableFuture.supplyAsync(() -> last.part(PIECE), LATER).join();
            }
            return Seen.of(last.rest(), 200, new String(Bodies.octets(0, Bodies.LARGE), StandardCharsets.ISO_8859_1));
        }
    }

}
