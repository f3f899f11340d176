// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.net.http.HttpResponse;
import java.util.concurrent.Future;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of a web server that is stopped while it works.
 */
class WebServerShutdownTests {

    @ParameterizedTest
    @EnumSource
    void runWhenClosedDuringRequestShouldAnswerIt(Container container) throws Exception {
        try (WebServer server = WebServer.start(container)) {
            WaitGroup requests = server.requests();
            Drain drain = server.drain();
            Future<HttpResponse<String>> response = server.getLater("/wait");
            Bounded.await(server.work().begun);
            server.shutDown();
            assertThat(Bounded.get(response).body()).isEqualTo("waited");
            assertThat(Bounded.get(response).headers().allValues("Connection")).containsExactly("close");
            Bounded.assertEnded(requests, 1, 0);
            assertThat(drain.state()).isEqualTo(Drain.State.DRAINED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void runWhenStoppedAndStartedShouldServeAgain(Container container) throws Exception {
        try (WebServer server = WebServer.start(container, "waitgroup.shutdown.admission=descendants")) {
            server.restart();
            HttpResponse<String> response = server.get("/orders/1");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().allValues("Connection")).isEmpty();
            assertThat(server.drain().state()).isEqualTo(Drain.State.SERVING);
            Bounded.assertEnded(server.requests(), 1, 0);
        }
    }

}
