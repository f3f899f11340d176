// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.github.waitgroup.WaitGroupSnapshot;
import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no mixture of requests, nor clients that hang up at any moment, bend the
 * count.
 */
@ParameterizedClass(name = "{0}")
@EnumSource
class MixedRequestsTests {

    private static final int CLIENTS = 4;

    private static final int REQUESTS = 10_000;

    private static final List<String> WHOLE = List.of("/orders/1", "/empty", "/missing", "/send-error", "/throw",
            "/callable", "/failing-callable", "/brief-deferred", "/future", "/failing-future", "/stream", "/flux",
            "/brief-events", "/brief-forward", "/include", "/redirect", "/restarted", "/completed-at-once",
            "/function/1", "/plain/1", "/asset.txt");

    private static final List<String> ABORTED = List.of("/orders/1", "/callable", "/brief-deferred", "/stream",
            "/brief-events", "/much", "/much", "/flux", "/throw");

    @Parameter
    @SuppressWarnings("NullAway.Init")
    private Container container;

    @Test
    void runWhenManyRequestsAreMixedAndAbortedShouldReturnToZero() throws Exception {
        try (WebServer server = WebServer.start(this.container)) {
            server.silence();
            server.work().arrivals = new CountDownLatch(REQUESTS);
            ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Random random = new Random(i);
                ends.add(clients.submit(() -> {
                    for (int j = 0; j < REQUESTS / CLIENTS; j++) {
                        request(server, random);
                    }
                    return null;
                }));
            }
            for (Future<?> end : ends) {
                end.get(300, TimeUnit.SECONDS);
            }
            clients.shutdown();
            Bounded.await(server.work().arrivals);
            assertThat(server.requests().await(Bounded.LIMIT)).as("zero").isTrue();
            WaitGroupSnapshot snapshot = server.requests().snapshot(10);
            assertThat(snapshot.registered()).isEqualTo(REQUESTS);
            assertThat(snapshot.completed()).isEqualTo(REQUESTS);
            assertThat(snapshot.failed()).isPositive().isLessThan(REQUESTS / 2);
            assertThat(server.requests().count()).isZero();
        }
    }

    private static void request(WebServer server, Random random) throws Exception {
        if (random.nextInt(5) > 0) {
            HttpResponse<String> response = server.get(WHOLE.get(random.nextInt(WHOLE.size())));
            assertThat(response.statusCode()).isGreaterThanOrEqualTo(200);
        }
        else {
            abort(server, ABORTED.get(random.nextInt(ABORTED.size())), random.nextInt(3));
        }
    }

    private static void abort(WebServer server, String path, int manner) throws IOException {
        try (Socket socket = server.send(path)) {
            if (manner > 0) {
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }
            if (manner > 1) {
                socket.setSoLinger(true, 0);
            }
        }
    }

}
