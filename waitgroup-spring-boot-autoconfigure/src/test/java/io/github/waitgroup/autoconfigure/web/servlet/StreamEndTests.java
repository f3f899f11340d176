// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.waitgroup.autoconfigure.Bounded;
import io.github.waitgroup.autoconfigure.web.servlet.StreamServer.Client;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of streams that the drain ends.
 */
@ExtendWith(OutputCaptureExtension.class)
class StreamEndTests {

    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";

    private static final List<String> PATHS = List.of("emitter", "angry", "lines", "flux", "functional", "body", "raw");

    private static final List<String> SILENT_PATHS = List.of("silent", "never", "functional?silent", "raw?silent");

    private static final Map<String, StreamServer> servers = new HashMap<>();

    @SuppressWarnings("NullAway.Init")
    private StreamServer server;

    @SuppressWarnings("NullAway.Init")
    private Counts counts;

    private void serve(String name) throws InterruptedException {
        this.server = servers.computeIfAbsent(name, StreamServer::start);
        this.server.controller().renew();
        this.counts = new Counts(this.server.requests());
    }

    private void serveAlone(StreamServer server) throws InterruptedException {
        this.server = server;
        this.counts = new Counts(server.requests());
    }

    @AfterEach
    void resume() {
        this.server.drain().resume();
        if (!servers.containsValue(this.server)) {
            this.server.close();
        }
    }

    @AfterAll
    static void stop() {
        servers.values().forEach(StreamServer::close);
        servers.clear();
    }

    static List<Arguments> streams() {
        return onEachServer(PATHS);
    }

    static List<Arguments> silentStreams() {
        return onEachServer(SILENT_PATHS);
    }

    private static List<Arguments> onEachServer(List<String> paths) {
        return List.of("tomcat", "jetty")
            .stream()
            .flatMap((name) -> paths.stream().map((path) -> Arguments.of(name, path)))
            .toList();
    }

    @ParameterizedTest
    @MethodSource("streams")
    void endWhenStreamIsIdleShouldBeClean(String name, String path, CapturedOutput output) throws Exception {
        serve(name);
        try (Client client = this.server.get("/" + path)) {
            assertThat(client.readUntil("first")).startsWith("HTTP/1.1 200");
            this.server.drain().begin();
            assertThat(this.server.drain().endOpenEnded()).isOne();
            assertThat(client.readUntil(LAST_CHUNK)).doesNotContain("second");
            assertEndedQuietly(output);
        }
    }

    @ParameterizedTest
    @MethodSource("silentStreams")
    void endWhenNothingIsWrittenShouldBeClean(String name, String path, CapturedOutput output) throws Exception {
        serve(name);
        try (Client client = this.server.get("/" + path); Client other = this.server.get("/emitter")) {
            // The other one is a stream by then, and this one in whichever state
            other.readUntil("first");
            this.server.drain().begin();
            this.server.drain().endOpenEnded();
            assertThat(client.readUntil("\r\n\r\n").toLowerCase(Locale.ROOT)).startsWith("http/1.1 200")
                .contains("content-type: text/event-stream");
            other.readUntil(LAST_CHUNK);
            Bounded.await(this.server.controller().told);
            this.counts.assertEnded(2, 0);
            assertQuiet(output);
        }
    }

    @ParameterizedTest
    @MethodSource("streams")
    void streamThatComesLateShouldEndAtOnce(String name, String path, CapturedOutput output) throws Exception {
        serve(name);
        this.server.drain().begin();
        this.server.drain().endOpenEnded();
        try (Client client = this.server.get("/" + path)) {
            // Its connection ends with it, and says so
            String answer = client.readAll();
            assertThat(answer).startsWith("HTTP/1.1 200");
            if (!path.equals("flux") && !path.equals("body")) {
                // What is written by other threads may be too late
                assertThat(answer).contains("first");
            }
            if (path.equals("body")) {
                // Its task may be cancelled before it has begun, so nothing tells it
                this.counts.assertEnded(1, 0);
                assertQuiet(output);
                return;
            }
            assertEndedQuietly(output);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "tomcat", "jetty" })
    void endWhenRequestThreadStreamsShouldComeWithTheNextWrite(String name, CapturedOutput output) throws Exception {
        serve(name);
        try (Client client = this.server.get("/blocking")) {
            client.readUntil("first");
            this.server.drain().begin();
            this.server.drain().endOpenEnded();
            this.server.controller().events.add("data:second\n\n");
            assertThat(client.readUntil(LAST_CHUNK)).doesNotContain("second");
            assertThat(Bounded.get(this.server.controller().failure)).isInstanceOf(IOException.class)
                .hasMessageContaining("shuts down");
            assertEndedQuietly(output);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "tomcat", "jetty" })
    void endWhenEventIsBegunShouldWaitForItsEnd(String name, CapturedOutput output) throws Exception {
        serve(name);
        try (Client client = this.server.get("/raw")) {
            client.readUntil("first");
            PrintWriter writer = Bounded.get(this.server.controller().writer);
            writer.print("data:sec");
            writer.flush();
            client.readUntil("data:sec");
            OpenStream stream = Bounded.get(this.server.controller().stream);
            this.server.drain().begin();
            // From within, so that patience with the event cannot end before the event
            stream.enter();
            try {
                this.server.drain().endOpenEnded();
                assertThat(stream.isEnded()).isFalse();
                writer.print("ond\n\n");
            }
            finally {
                stream.leave();
            }
            assertThat(client.readUntil(LAST_CHUNK)).contains("ond\n\n");
            writer.print("data:third\n\n");
            assertThat(writer.checkError()).isTrue();
            assertEndedQuietly(output);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "tomcat", "jetty" })
    void endWhenEventIsNeverEndedShouldComeSoon(String name, CapturedOutput output) throws Exception {
        serve(name);
        try (Client client = this.server.get("/raw")) {
            client.readUntil("first");
            PrintWriter writer = Bounded.get(this.server.controller().writer);
            writer.print("data:sec");
            writer.flush();
            this.server.drain().begin();
            this.server.drain().endOpenEnded();
            assertThat(client.readUntil(LAST_CHUNK)).contains("data:sec");
            assertEndedQuietly(output);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "tomcat", "jetty" })
    void awaitedStreamShouldNotBeEnded(String name) throws Exception {
        serveAlone(StreamServer.start(name, "waitgroup.http.awaited-streams=/awaited/**"));
        try (Client client = this.server.get("/awaited/emitter")) {
            client.readUntil("first");
            this.server.drain().begin();
            assertThat(this.server.drain().endOpenEnded()).isZero();
            SseEmitter emitter = Bounded.get(this.server.controller().emitter);
            emitter.send("second");
            emitter.complete();
            assertThat(client.readUntil(LAST_CHUNK)).contains("second");
            this.counts.assertEnded(1, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "tomcat", "jetty" })
    void streamThatNobodyWouldResumeShouldNotBeEnded(String name) throws Exception {
        serve(name);
        try (Client client = this.server.get("/export")) {
            client.readUntil("first");
            this.server.drain().begin();
            assertThat(this.server.drain().endOpenEnded()).isZero();
            ResponseBodyEmitter lines = Bounded.get(this.server.controller().lines);
            lines.send("second\n");
            lines.complete();
            assertThat(client.readUntil(LAST_CHUNK)).contains("second");
            this.counts.assertEnded(1, 0);
        }
    }

    @ParameterizedTest
    @CsvSource({ "tomcat, header", "tomcat, int", "tomcat, long", "jetty, header", "jetty, int", "jetty, long" })
    void responseOfKnownLengthShouldNotBeEnded(String name, String how) throws Exception {
        serve(name);
        try (Client client = this.server.get("/sized?by=" + how)) {
            client.readUntil("first\"\n");
            this.server.drain().begin();
            assertThat(this.server.drain().endOpenEnded()).isZero();
            this.server.controller().events.add("\"second\"");
            client.readUntil("\"second");
            this.counts.assertEnded(1, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "tomcat", "jetty" })
    void endWhenEventsAreSentShouldLeaveThemWhole(String name, CapturedOutput output) throws Exception {
        serve(name);
        ExecutorService sender = Executors.newSingleThreadExecutor();
        try (Client client = this.server.get("/emitter")) {
            client.readUntil("first");
            SseEmitter emitter = Bounded.get(this.server.controller().emitter);
            Future<?> sending = sender.submit(() -> {
                for (;;) {
                    emitter.send(SseEmitter.event().name("tick").data("some data"));
                }
            });
            client.readUntil("some data");
            this.server.drain().begin();
            this.server.drain().endOpenEnded();
            client.readUntil(LAST_CHUNK);
            assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> Bounded.get(sending));
            assertEndedQuietly(output);
        }
        finally {
            sender.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "tomcat", "jetty" })
    void endWhenClientHangsUpShouldLoseNothing(String name) throws Exception {
        // What it may log afterwards is no other test's
        serveAlone(StreamServer.start(name));
        ExecutorService sender = Executors.newSingleThreadExecutor();
        try {
            try (Client client = this.server.get("/emitter")) {
                client.readUntil("first");
                SseEmitter emitter = Bounded.get(this.server.controller().emitter);
                Future<?> sending = sender.submit(() -> {
                    for (;;) {
                        emitter.send(SseEmitter.event().name("tick").data("some data"));
                    }
                });
                client.readUntil("some data");
                this.server.drain().begin();
                client.hangUp();
                this.server.drain().endOpenEnded();
                assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> Bounded.get(sending));
            }
            assertThat(this.server.requests().await(Duration.ofSeconds(20))).isTrue();
            assertThat(this.server.requests().snapshot(1).completed()).isOne();
        }
        finally {
            sender.shutdownNow();
        }
    }

    private void assertEndedQuietly(CapturedOutput output) throws InterruptedException {
        Bounded.await(this.server.controller().told);
        this.counts.assertEnded(1, 0);
        assertQuiet(output);
    }

    private static void assertQuiet(CapturedOutput output) {
        assertThat(output.getAll()).doesNotContain("ERROR", "WARN", "Exception");
    }

}
