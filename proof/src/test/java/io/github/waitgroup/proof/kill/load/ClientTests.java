// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.waitgroup.proof.kill.journal.Source;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Client}: what counts as a failure. Each server here says something and
 * hangs up.
 */
class ClientTests {

    private static final String GOOD = "HTTP/1.1 200\r\nContent-Length: 4\r\n\r\ndone";

    private static final String RESET = "reset";

    private static final String CHUNKED = "HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";

    @Test
    void anAnswerOfKnownLength() throws Exception {
        assertThat(load(GOOD).failures()).isEmpty();
    }

    @Test
    void anAnswerInChunks() throws Exception {
        assertThat(load(CHUNKED + "2\r\ndo\r\n2\r\nne\r\n0\r\n\r\n").failures()).isEmpty();
    }

    @Test
    void anAnswerUpToTheEnd() throws Exception {
        assertThat(load("HTTP/1.1 200\r\nConnection: close\r\n\r\ndone").failures()).isEmpty();
    }

    @Test
    void anAnswerUpToTheEndThatIsNotAll() throws Exception {
        assertFailed(load("HTTP/1.1 200\r\nConnection: close\r\n\r\ndo"), true);
    }

    @Test
    void noLastChunk() throws Exception {
        assertFailed(load(CHUNKED + "4\r\ndone\r\n"), true);
    }

    @Test
    void halfABody() throws Exception {
        assertFailed(load("HTTP/1.1 200\r\nContent-Length: 5\r\n\r\ndone"), true);
    }

    @Test
    void anotherStatus() throws Exception {
        assertFailed(load("HTTP/1.1 503\r\nContent-Length: 4\r\n\r\ndone"), true);
    }

    @Test
    void noAnswer() throws Exception {
        assertFailed(load(""), true);
    }

    @Test
    void nothingButAReset() throws Exception {
        assertFailed(load(RESET), false);
    }

    @Test
    void aResetOverAKeptConnection() throws Exception {
        assertFailed(load(GOOD, RESET), true);
    }

    @Test
    void noAnswerOverAKeptConnection() throws Exception {
        Result result = load(GOOD, "");
        assertThat(result.of(Source.SYNC).answered()).isOne();
        assertFailed(result, true);
    }

    @Test
    void whatIsClosedWhileIdleIsNotUsed() throws Exception {
        try (ServerSocket server = listen()) {
            try (Connection connection = new Connection(server.getLocalPort())) {
                Socket socket = server.accept();
                assertThat(connection.isEnded()).isFalse();
                socket.close();
                assertThat(connection.isEnded()).isTrue();
            }
        }
    }

    private static void assertFailed(Result result, boolean heard) {
        assertThat(result.failures()).singleElement().satisfies((failure) -> {
            assertThat(failure.source()).isEqualTo(Source.SYNC);
            assertThat(failure.heard()).isEqualTo(heard);
        });
        assertThat(result.of(Source.SYNC).failed()).isOne();
        assertThat(result.turnedAway()).isOne();
        assertThat(result.troubles()).isEmpty();
    }

    /** Answers the first connection, and listens no more. */
    private static Result load(String... answers) throws Exception {
        Tally tally = new Tally(List.of(Source.SYNC));
        try (ServerSocket server = listen(); Plan plan = new Plan(List.of(Source.SYNC), 100)) {
            int port = server.getLocalPort();
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> serve(server, answers));
            new Client(port, plan, tally).run();
            served.join();
        }
        return tally.result();
    }

    private static void serve(ServerSocket server, String... answers) {
        try (Socket socket = server.accept()) {
            server.close();
            for (String answer : answers) {
                // The whole request, so that hanging up is no reset
                if (socket.getInputStream().read(new byte[1024]) > 0 && answer.equals(RESET)) {
                    socket.setSoLinger(true, 0);
                }
                else {
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                }
            }
        }
        catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

}
