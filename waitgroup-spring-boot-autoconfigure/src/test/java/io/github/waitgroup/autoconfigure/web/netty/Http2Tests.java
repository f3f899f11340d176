// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.netty;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.github.waitgroup.autoconfigure.Bounded;
import io.github.waitgroup.autoconfigure.web.reactive.ReactiveServer;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of HTTP/2, where many requests share a connection and a connection ends by
 * GOAWAY.
 */
class Http2Tests {

    @Test
    void runWhenRequestsShareAConnectionShouldCountEachOnce() throws Exception {
        try (ReactiveServer server = ReactiveServer.start("server.http2.enabled=true")) {
            HttpClient client = client(server);
            CompletableFuture<String> waiting = get(client, "/wait").toFuture();
            Bounded.await(server.handlers().begun);
            for (String path : new String[] { "/plain", "/delayed", "/flux", "/finite-events", "/large", "/fail" }) {
                assertThat(get(client, path).block(Duration.ofSeconds(20))).isNotEmpty();
            }
            server.handlers().answer.tryEmitValue("answer");
            assertThat(Bounded.get(waiting)).isEqualTo("answer");
            Bounded.assertEnded(server.requests(), 7, 0);
        }
    }

    @Test
    void runWhenStreamIsCancelledShouldEndUnit() throws Exception {
        try (ReactiveServer server = ReactiveServer.start("server.http2.enabled=true")) {
            CompletableFuture<String> waiting = get(client(server), "/wait").toFuture();
            Bounded.await(server.handlers().begun);
            waiting.cancel(true);
            Bounded.await(server.handlers().cancelled);
            Bounded.assertEnded(server.requests(), 1, 0);
        }
    }

    @Test
    void runWhenDrainingShouldNotSendHeaderThatIsForbidden() throws Exception {
        try (ReactiveServer server = ReactiveServer.start("server.http2.enabled=true")) {
            server.drain().quiesce();
            String connection = client(server).get()
                .uri("/plain")
                .responseSingle((response, body) -> body
                    .thenReturn(response.version() + ":" + response.responseHeaders().get("connection", "none")))
                .block(Duration.ofSeconds(20));
            assertThat(connection).isEqualTo("HTTP/2.0:none");
        }
    }

    @Test
    void runWhenSocketsAreClosedShouldSayGoAwayAndServeWhatIsInFlight() throws Exception {
        try (ReactiveServer server = ReactiveServer.start("server.http2.enabled=true")) {
            CountDownLatch closed = new CountDownLatch(1);
            HttpClient client = client(server).doOnChannelInit(
                    (observer, channel, address) -> channel.closeFuture().addListener((future) -> closed.countDown()));
            CompletableFuture<String> waiting = get(client, "/wait").toFuture();
            Bounded.await(server.handlers().begun);
            server.bean(NettyServer.class).close();
            assertThat(waiting).isNotDone();
            server.handlers().answer.tryEmitValue("answer");
            assertThat(Bounded.get(waiting)).isEqualTo("answer");
            // Once it is idle
            Bounded.await(closed);
            Bounded.assertEnded(server.requests(), 1, 0);
        }
    }

    private static HttpClient client(ReactiveServer server) {
        return HttpClient.create(ConnectionProvider.create("test", 1))
            .protocol(HttpProtocol.H2C)
            .host("127.0.0.1")
            .port(server.port());
    }

    private static Mono<String> get(HttpClient client, String path) {
        return client.get().uri(path).responseSingle((response, body) -> body.asString().defaultIfEmpty("empty"));
    }

}
