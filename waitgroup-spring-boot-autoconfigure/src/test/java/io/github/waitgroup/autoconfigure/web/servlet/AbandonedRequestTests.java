// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.net.Socket;
import java.time.Duration;

import io.github.waitgroup.Drain;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of servers whose request threads heed no interrupt. Tomcat would wait 7 s for
 * one, Jetty 5 s.
 */
class AbandonedRequestTests {

    /** Of which the drain takes 0.2 s, and the servers as much. */
    private static final Duration SOON = Duration.ofSeconds(3);

    @ParameterizedTest
    @CsvSource({ "TOMCAT,graceful", "TOMCAT,immediate", "JETTY,graceful", "JETTY,immediate" })
    void runWhenClosedShouldNotWaitAgainForRequestThatWasGivenUp(Container container, String shutdown)
            throws Exception {
        WebServer server = WebServer.start(container, "server.shutdown=" + shutdown, "waitgroup.shutdown.timeout=100ms",
                "waitgroup.shutdown.interrupt-grace=100ms");
        try (server; Deaf deaf = server.work().deaf; Socket client = server.send("/deaf")) {
            Drain drain = server.drain();
            deaf.awaitBegun();
            long begun = System.nanoTime();
            server.shutDown();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).as("close while %s waits", client).isLessThan(SOON);
            assertThat(deaf.isWorking()).isTrue();
            assertThat(drain.state()).isEqualTo(Drain.State.ABANDONED);
        }
    }

}
