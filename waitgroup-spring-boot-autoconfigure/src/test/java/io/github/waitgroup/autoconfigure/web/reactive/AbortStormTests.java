// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.reactive;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.waitgroup.WaitGroupSnapshot;
import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that whatever clients do, each request is counted out. A storm of requests of all
 * kinds, of which many are given up: before the answer, in the middle of it, politely or
 * by a reset.
 */
class AbortStormTests {

    private static final int CLIENTS = 4;

    private static final int REQUESTS = 10_000;

    private static final String[] PATHS = { "/orders/1", "/plain", "/delayed", "/fail", "/missing", "/finite-events",
            "/ticks", "/never/", "/large", "/blocking", "/large-one" };

    @Test
    void runWhenRequestsAreGivenUpShouldCountEachOut() throws Exception {
        try (ReactiveServer server = ReactiveServer.start()) {
            ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
            List<Future<Integer>> done = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                done.add(clients.submit(client(server, new Random(client))));
            }
            int sent = 0;
            for (Future<Integer> client : done) {
                sent += client.get();
            }
            clients.shutdown();
            assertThat(sent).isEqualTo(REQUESTS);
            // One more, after all that have been read by the server
            Bounded.get(server.getLater("/plain"));
            assertThat(server.requests().await(Duration.ofSeconds(20))).as("%s", server.requests().snapshot(5))
                .isTrue();
            WaitGroupSnapshot snapshot = server.requests().snapshot(5);
            assertThat(snapshot.work()).isEmpty();
            assertThat(snapshot.registered()).isEqualTo(REQUESTS + 1);
            assertThat(snapshot.completed()).isEqualTo(REQUESTS + 1);
        }
    }

    private Callable<Integer> client(ReactiveServer server, Random random) {
        return () -> {
            int sent = 0;
            Wire kept = null;
            while (sent < REQUESTS / CLIENTS) {
                if (random.nextInt(4) > 0) {
                    // A good client
                    kept = (kept != null) ? kept : server.connect();
                    kept.get("/orders/" + sent).readAnswer();
                }
                else {
                    giveUp(server, PATHS[random.nextInt(PATHS.length)], random);
                }
                sent++;
            }
            if (kept != null) {
                kept.close();
            }
            return sent;
        };
    }

    private static void giveUp(ReactiveServer server, String path, Random random) throws IOException {
        try (Wire wire = server.connect()) {
            // What the server has not read is lost with the connection
            if (path.equals("/never/")) {
                String id = "" + random.nextLong();
                wire.get(path + id);
                Bounded.await(server.handlers().arrival(id));
            }
            else {
                assertThat(wire.get(path).in().read(new byte[1 + random.nextInt(200)])).isPositive();
            }
            if (random.nextBoolean()) {
                wire.reset();
            }
        }
    }

}
