// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * The request of a kind whose work comes with one.
 */
final class Request {

    static final String OK = "200";

    private static final HttpClient client = HttpClient.newHttpClient();

    private Request() {
    }

    /**
     * Sends the request.
     * @param port where to
     * @return the status of the answer, or what came instead of one
     */
    static CompletableFuture<String> send(int port) {
        URI uri = URI.create("http://127.0.0.1:" + port + Kind.PATH);
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(45)).build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
            .handle((answer, ex) -> (ex != null) ? ex.toString() : String.valueOf(answer.statusCode()));
    }

}
