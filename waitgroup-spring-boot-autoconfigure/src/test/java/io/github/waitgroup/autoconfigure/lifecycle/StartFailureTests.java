// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.waitgroup.Drain;
import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.task.AsyncTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of applications whose start fails at one point or another: they end at once, and
 * speak of no drain.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartFailureTests {

    private static final String[] SLOW = { "waitgroup.shutdown.timeout=100s", "waitgroup.quiesce.min-delay=60s",
            "waitgroup.quiesce.quiet-period=50s" };

    private final AtomicInteger port = new AtomicInteger();

    private void start(Class<?> failing) {
        ApplicationListener<WebServerInitializedEvent> listener = (event) -> this.port
            .set(event.getWebServer().getPort());
        Deaf.assertSoon(() -> assertThatExceptionOfType(Throwable.class)
            .isThrownBy(() -> Site.builder().sources(failing).listeners(listener).run(Site.arguments(SLOW)))
            .satisfies((ex) -> assertThat(NestedExceptionUtils.getMostSpecificCause(ex)).hasMessage("expected")));
    }

    @ParameterizedTest
    @ValueSource(classes = { FailsAsBean.class, FailsAtStart.class, FailsAtLastStart.class, FailsAsRunner.class })
    void startThatFailsShouldEndAtOnceAndSpeakOfNoDrain(Class<?> failing, CapturedOutput output) {
        start(failing);
        assertThat(output).contains("Application run failed")
            .doesNotContain("Commencing drain")
            .doesNotContain("Drain complete");
        if (this.port.get() != 0) {
            assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), this.port.get()));
        }
    }

    @Test
    void workInFlightShouldBeAwaitedAllTheSame(CapturedOutput output) throws Exception {
        FailsAtWork.gate = new CountDownLatch(1);
        FailsAtWork.ended = new CompletableFuture<>();
        start(FailsAtWork.class);
        assertThat(Bounded.get(FailsAtWork.ended)).isTrue();
        assertThat(output).contains("Commencing drain: 1 in flight (async 1)")
            .containsPattern("Drain complete after .*: 1 completed");
    }

    private static IllegalStateException expected() {
        return new IllegalStateException("expected");
    }

    @Configuration(proxyBeanMethods = false)
    static class FailsAsBean {

        FailsAsBean() {
            throw expected();
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class FailsAtStart extends DeadlineTests.NeverStops {

        FailsAtStart() {
            // Before the web server has started
            super(0);
        }

        @Override
        public void start() {
            throw expected();
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class FailsAtLastStart extends DeadlineTests.NeverStops {

        FailsAtLastStart() {
            super(Integer.MAX_VALUE);
        }

        @Override
        public void start() {
            throw expected();
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class FailsAsRunner implements CommandLineRunner {

        @Override
        public void run(String... args) {
            throw expected();
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class FailsAtWork implements CommandLineRunner {

        private static CountDownLatch gate = new CountDownLatch(1);

        private static CompletableFuture<Boolean> ended = new CompletableFuture<>();

        private final AsyncTaskExecutor executor;

        FailsAtWork(AsyncTaskExecutor applicationTaskExecutor, Drain drain) {
            this.executor = applicationTaskExecutor;
            drain.listen((state) -> gate.countDown());
        }

        @Override
        public void run(String... args) {
            this.executor.execute(() -> {
                Bounded.await(gate);
                ended.complete(true);
            });
            throw expected();
        }

    }

}
