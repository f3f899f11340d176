// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.autoconfigure.Bounded;
import io.github.waitgroup.autoconfigure.web.servlet.StreamServer.Client;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of shutdowns with clients that stream.
 */
class StreamShutdownTests {

    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";

    @ParameterizedTest
    @ValueSource(strings = { "tomcat", "jetty" })
    void idleStreamShouldNotHoldTheShutdown(String name) throws Exception {
        // Held, it would take until the longest delay
        try (StreamServer server = StreamServer.start(name, "waitgroup.quiesce.max-delay=60s",
                "waitgroup.shutdown.timeout=200s"); Client client = server.get("/emitter")) {
            client.readUntil("first");
            WaitGroup requests = server.requests();
            long begun = System.nanoTime();
            server.shutDown();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
            client.readUntil(LAST_CHUNK);
            Bounded.assertEnded(requests, 1, 0);
        }
    }

    // The events go on for longer than the quiet period, which is long next to their
    // intervals: a slow machine is not quiet
    @ParameterizedTest
    @CsvSource({ "tomcat, 36, 30, true", "jetty, 36, 30, true", "tomcat, 1000000, 3, false",
            "jetty, 1000000, 3, false" })
    void activeStreamShouldGoOnUntilItIsQuietOrForTheLongestDelay(String name, int events, int longest, boolean whole)
            throws Exception {
        ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor();
        try (StreamServer server = StreamServer.start(name, "waitgroup.quiesce.quiet-period=1500ms",
                "waitgroup.quiesce.max-delay=" + longest + "s", "waitgroup.shutdown.timeout=100s");
                Client client = server.get("/emitter")) {
            client.readUntil("first");
            Drain drain = server.drain();
            SseEmitter emitter = Bounded.get(server.controller().emitter);
            AtomicInteger sent = new AtomicInteger();
            var ticking = ticks.scheduleWithFixedDelay(() -> tick(emitter, sent, events), 0, 50, TimeUnit.MILLISECONDS);
            client.readUntil("event");
            long begun = System.nanoTime();
            server.shutDown();
            Duration taken = Duration.ofNanos(System.nanoTime() - begun);
            String rest = client.readUntil(LAST_CHUNK);
            assertThat(drain.state()).isEqualTo(Drain.State.DRAINED);
            assertThat(sent.get() >= events).isEqualTo(whole);
            if (whole) {
                assertThat(rest).contains("event " + (events - 1) + "\n\n");
            }
            else {
                assertThat(taken).isGreaterThanOrEqualTo(Duration.ofSeconds(longest));
            }
            ticking.cancel(true);
        }
        finally {
            ticks.shutdownNow();
        }
    }

    // Throws when it is over, which ends the ticks
    private static void tick(SseEmitter emitter, AtomicInteger sent, int events) {
        try {
            emitter.send("event " + sent.getAndIncrement());
            if (sent.get() == events) {
                emitter.complete();
            }
        }
        catch (Exception ex) {
            throw new IllegalStateException(ex);
        }
    }

}
