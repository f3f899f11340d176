// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.github.waitgroup.autoconfigure.Bounded;
import io.github.waitgroup.autoconfigure.web.EndingThreads;
import io.github.waitgroup.autoconfigure.web.servlet.StreamServer.Client;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of where and when streams are ended.
 */
@ExtendWith(OutputCaptureExtension.class)
class AsyncEndTests {

    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";

    @Test
    void endShouldRunOnThreadOfItsOwn() throws Exception {
        CompletableFuture<Thread> ending = new CompletableFuture<>();
        AsyncEnd.of(request(() -> ending.complete(Thread.currentThread())), () -> false);
        assertThat(Bounded.get(ending)).isNotSameAs(Thread.currentThread());
        assertThat(Bounded.get(ending).getName()).isEqualTo("waitgroup-stream-end");
    }

    @Test
    void endShouldSeeClassesOfTheApplication() throws Exception {
        CompletableFuture<ClassLoader> seen = new CompletableFuture<>();
        MockHttpServletRequest request = request(() -> seen.complete(Thread.currentThread().getContextClassLoader()));
        AsyncEnd.of(request, () -> false);
        assertThat(Bounded.get(seen)).isSameAs(request.getServletContext().getClassLoader());
    }

    @Test
    void failureToEndShouldBeLogged(CapturedOutput output) throws Exception {
        AsyncEnd.of(request(() -> {
            throw new IllegalArgumentException("on purpose");
        }), () -> false);
        awaitEnds();
        assertThat(output).contains("Could not end a stream", "on purpose");
    }

    @ParameterizedTest
    @ValueSource(strings = { "tomcat", "jetty" })
    void endOfStreamThatHasJustEndedByItselfShouldBeQuiet(String name, CapturedOutput output) throws Exception {
        CountDownLatch late = new CountDownLatch(1);
        try (StreamServer server = StreamServer.start(name);
                Client client = server.get("/emitter");
                Client other = server.get("/raw")) {
            client.readUntil("first");
            other.readUntil("first");
            SseEmitter emitter = Bounded.get(server.controller().emitter);
            for (int i = 0; i < EndingThreads.THREADS; i++) {
                AsyncEnd.THREADS.execute(() -> Bounded.await(late));
            }
            server.drain().begin();
            assertThat(server.drain().endOpenEnded()).isEqualTo(2);
            emitter.complete();
            Bounded.get(server.controller().async).complete();
            client.readUntil(LAST_CHUNK);
            other.readUntil(LAST_CHUNK);
            Bounded.assertEnded(server.requests(), 2, 0);
            late.countDown();
            awaitEnds();
            assertThat(output.getAll()).doesNotContain("ERROR", "WARN", "Exception");
        }
        finally {
            late.countDown();
        }
    }

    // All threads at once have come to what is asked for now: they are through with the
    // rest
    private static void awaitEnds() {
        CountDownLatch through = new CountDownLatch(EndingThreads.THREADS);
        for (int i = 0; i < EndingThreads.THREADS; i++) {
            AsyncEnd.THREADS.execute(() -> {
                through.countDown();
                Bounded.await(through);
            });
        }
        Bounded.await(through);
    }

    private static MockHttpServletRequest request(Runnable completing) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setAsyncSupported(true);
        MockAsyncContext async = new MockAsyncContext(request, null) {

            @Override
            public void complete() {
                completing.run();
            }

        };
        request.setAsyncStarted(true);
        request.setAsyncContext(async);
        return request;
    }

}
