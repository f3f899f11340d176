// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.websocket;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WorkSnapshot;
import io.github.waitgroup.autoconfigure.Bounded;
import io.github.waitgroup.autoconfigure.web.websocket.WebSocketServer.Client;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of WebSocket sessions that are counted and ended.
 */
@ExtendWith(OutputCaptureExtension.class)
class WebSocketSessionTests {

    @SuppressWarnings("NullAway.Init")
    private WebSocketServer server;

    private final List<Client> clients = new ArrayList<>();

    @AfterEach
    void stop() {
        this.server.close();
    }

    private WaitGroup sessions() {
        return this.server.group("websocket");
    }

    private static String receive(Client client) throws InterruptedException {
        return String.valueOf(client.received.poll(20, TimeUnit.SECONDS));
    }

    @ParameterizedTest
    @CsvSource({ "tomcat, /echo/1", "jetty, /echo/1", "jetty-jakarta, /echo/1", "tomcat, /sockjs/websocket",
            "jetty, /sockjs/websocket" })
    void sessionShouldBeCountedUntilItsPeerCloses(String name, String path) throws Exception {
        this.server = WebSocketServer.start(name);
        Client client = this.server.connect(path);
        Bounded.get(client.socket.sendText("hello", true));
        assertThat(receive(client)).isEqualTo("hello");
        assertThat(sessions().snapshot(10).work()).extracting(WorkSnapshot::label)
            .contains(path.startsWith("/echo") ? "WEBSOCKET /echo/{room}" : "WEBSOCKET /sockjs/**");
        // The handshake is over, and no request any more
        Bounded.assertEnded(this.server.group("http"), 1, 0);
        Bounded.get(client.socket.sendClose(1000, "bye"));
        assertThat(Bounded.get(client.closed)).isEqualTo(1000);
        // Opening, message, closing, and the session itself
        Bounded.assertEnded(sessions(), 4, 0);
    }

    @ParameterizedTest
    @CsvSource({ "tomcat, /echo/1", "jetty, /echo/1", "jetty-jakarta, /echo/1", "tomcat, /sockjs/websocket",
            "jetty, /sockjs/websocket" })
    void endShouldTellPeerThatServerGoesAway(String name, String path, CapturedOutput output) throws Exception {
        this.server = WebSocketServer.start(name);
        Client client = this.server.connect(path);
        Bounded.get(client.socket.sendText("hello", true));
        assertThat(receive(client)).isEqualTo("hello");
        this.server.drain().begin();
        assertThat(this.server.drain().endOpenEnded()).isOne();
        assertThat(Bounded.get(client.closed)).isEqualTo(1001);
        assertThat(Bounded.get(this.server.echo().closed).getCode()).isEqualTo(1001);
        Bounded.assertEnded(sessions(), 4, 0);
        assertThat(output.getAll()).doesNotContain("ERROR", "WARN", "Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = { "tomcat", "jetty", "jetty-jakarta" })
    void endShouldWaitForTheMessageAtWork(String name) throws Exception {
        this.server = WebSocketServer.start(name);
        Client client = this.server.connect("/echo/1");
        Bounded.get(client.socket.sendText("wait", true));
        Bounded.await(this.server.echo().begun);
        this.server.drain().begin();
        this.server.drain().endOpenEnded();
        assertThat(client.closed).isNotDone();
        this.server.echo().gate.countDown();
        assertThat(receive(client)).isEqualTo("wait");
        assertThat(Bounded.get(client.closed)).isEqualTo(1001);
        Bounded.assertEnded(sessions(), 4, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = { "tomcat", "jetty", "jetty-jakarta" })
    void sessionThatComesLateShouldBeToldAtOnce(String name) throws Exception {
        this.server = WebSocketServer.start(name);
        this.server.drain().begin();
        this.server.drain().endOpenEnded();
        Client client = this.server.connect("/echo/1");
        assertThat(Bounded.get(client.closed)).isEqualTo(1001);
        Bounded.assertEnded(sessions(), 3, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = { "tomcat", "jetty", "jetty-jakarta" })
    void messageThatFailsShouldBeCountedAsFailed(String name) throws Exception {
        this.server = WebSocketServer.start(name);
        Client client = this.server.connect("/echo/1");
        Bounded.get(client.socket.sendText("fail", true));
        assertThat(Bounded.get(client.closed)).isEqualTo(1011);
        Bounded.assertEnded(sessions(), 4, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "tomcat", "jetty" })
    void shutdownShouldTellPeersOfAllKinds(String name, CapturedOutput output) throws Exception {
        this.server = WebSocketServer.start(name);
        for (String path : List.of("/echo/1", "/sockjs/websocket", "/endpoint")) {
            Client client = this.server.connect(path);
            Bounded.get(client.socket.sendText("hello", true));
            assertThat(receive(client)).isEqualTo("hello");
            this.clients.add(client);
        }
        this.server.close();
        for (Client client : this.clients) {
            assertThat(Bounded.get(client.closed)).isEqualTo(1001);
        }
        assertThat(output.getAll()).contains("nothing lost").doesNotContain("ERROR", "WARN", "Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = { "tomcat", "jetty", "jetty-jakarta" })
    void shutdownShouldWaitForTheMessageAtWork(String name) throws Exception {
        this.server = WebSocketServer.start(name);
        Client client = this.server.connect("/echo/1");
        Bounded.get(client.socket.sendText("wait", true));
        Bounded.await(this.server.echo().begun);
        CountDownLatch draining = new CountDownLatch(1);
        this.server.drain().listen((state) -> {
            if (state == Drain.State.DRAINING) {
                draining.countDown();
            }
        });
        // Not on the common pool, whose work is awaited
        CompletableFuture<Void> shutdown = CompletableFuture.runAsync(this.server::close,
                (task) -> new Thread(task, "closing").start());
        Bounded.await(draining);
        this.server.echo().gate.countDown();
        assertThat(receive(client)).isEqualTo("wait");
        assertThat(Bounded.get(client.closed)).isEqualTo(1001);
        Bounded.get(shutdown);
    }

    @ParameterizedTest
    @ValueSource(strings = { "tomcat", "jetty" })
    void sessionThatIsEstablishedTwiceShouldEndOnce(String name) throws Exception {
        this.server = WebSocketServer.start(name);
        // SockJS has its clients choose the id of a session
        Client first = this.server.connect("/sockjs/000/chosen/websocket");
        assertThat(receive(first)).isEqualTo("o");
        Client second = this.server.connect("/sockjs/000/chosen/websocket");
        assertThat(receive(second)).isEqualTo("o");
        Bounded.get(second.socket.sendClose(1000, "bye"));
        Bounded.get(first.socket.sendClose(1000, "bye"));
        assertThat(sessions().await(Bounded.LIMIT)).isTrue();
    }

}
