// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.net.Socket;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.github.waitgroup.autoconfigure.Bounded;
import org.apache.catalina.Container;
import org.apache.catalina.core.StandardContext;
import org.junit.jupiter.api.Test;

import org.springframework.boot.tomcat.TomcatWebServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of clients that hang up while the container's thread is leaving an asynchronous
 * request. Left alone, Tomcat forgets some of them.
 */
class AsyncHangUpTests {

    private static final int REQUESTS = 1_000;

    @Test
    void runWhenClientsHangUpAtAnyMomentShouldReturnToZero() throws Exception {
        try (WebServer server = WebServer.start()) {
            server.silence();
            for (int i = 0; i < REQUESTS; i++) {
                AsyncServlet.Visit visit;
                try (Socket socket = server.send("/async/1")) {
                    visit = Objects.requireNonNull(server.bean(AsyncServlet.class).begun.poll(20, TimeUnit.SECONDS));
                    socket.setSoLinger(true, 0);
                }
                visit.hungUp().countDown();
                // Tomcat uses its objects again: what were written later would meet the
                // next request
                Bounded.await(visit.written());
            }
            assertThat(server.requests().await(Bounded.LIMIT)).as("zero").isTrue();
            assertThat(server.requests().snapshot(0).completed()).isEqualTo(REQUESTS);
            assertThat(inProgress(server)).isZero();
        }
    }

    private static long inProgress(WebServer server) {
        long inProgress = 0;
        for (Container context : server.server(TomcatWebServer.class).getTomcat().getHost().findChildren()) {
            inProgress += ((StandardContext) context).getInProgressAsyncCount();
        }
        return inProgress;
    }

}
