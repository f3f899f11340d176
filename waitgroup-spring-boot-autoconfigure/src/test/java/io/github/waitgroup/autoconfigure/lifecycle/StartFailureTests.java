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

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Lazy;
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

    @ParameterizedTest
    @ValueSource(classes = { FailsAtWork.class, FailsAsBeanAtWork.class })
    void workInFlightShouldBeAwaitedAllTheSame(Class<?> failing, CapturedOutput output) throws Exception {
        Work.gate = new CountDownLatch(1);
        Work.ended = new CompletableFuture<>();
        start(failing);
        assertThat(Bounded.get(Work.ended)).isTrue();
        assertThat(output).contains("Commencing drain: 1 in flight (async 1)")
            .containsPattern("Drain complete after .*: 1 completed");
    }

    @Test
    void beanThatIsDestroyedAloneShouldNotEndAStartThatGoesOn() {
        try (ConfigurableApplicationContext context = Site.builder().sources(DoesWithout.class).run(Site.arguments())) {
            assertThat(context.getBean(Drain.class).state()).isEqualTo(Drain.State.SERVING);
        }
    }

    @Test
    void childThatFailsShouldLeaveItsParentServing() {
        try (Site parent = Site.start("waitgroup.quiesce.quiet-period=0s", "waitgroup.quiesce.min-delay=0s")) {
            Site.Task task = parent.bean(Site.Task.class);
            CompletableFuture<String> result = task.later();
            task.awaitBegun();
            assertThatExceptionOfType(BeanCreationException.class)
                .isThrownBy(() -> new SpringApplicationBuilder(Child.class).parent(parent.context())
                    .web(WebApplicationType.NONE)
                    .registerShutdownHook(false)
                    .run());
            assertThat(parent.drain().state()).isEqualTo(Drain.State.SERVING);
            assertThat(result).isNotDone();
            task.end();
        }
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

    /**
     * Ends when the drain has begun.
     */
    static class Work {

        private static CountDownLatch gate = new CountDownLatch(1);

        private static CompletableFuture<Boolean> ended = new CompletableFuture<>();

        private final AsyncTaskExecutor executor;

        Work(AsyncTaskExecutor executor, Drain drain) {
            this.executor = executor;
            drain.listen((state) -> gate.countDown());
        }

        void submit() {
            this.executor.execute(() -> {
                Bounded.await(gate);
                ended.complete(true);
            });
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class FailsAtWork extends Work implements CommandLineRunner {

        FailsAtWork(AsyncTaskExecutor applicationTaskExecutor, Drain drain) {
            super(applicationTaskExecutor, drain);
        }

        @Override
        public void run(String... args) {
            submit();
            throw expected();
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class FailsAsBeanAtWork extends Work implements InitializingBean {

        FailsAsBeanAtWork(AsyncTaskExecutor applicationTaskExecutor, Drain drain) {
            super(applicationTaskExecutor, drain);
        }

        @Override
        public void afterPropertiesSet() {
            submit();
            throw expected();
        }

    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Child {

        @Bean
        Part part() {
            return new Part();
        }

        @Bean
        @DependsOn("part")
        Optional optional() {
            throw expected();
        }

    }

    /**
     * Destroys one bean alone.
     */
    @Configuration(proxyBeanMethods = false)
    static class DoesWithout {

        @Bean
        String does(ConfigurableListableBeanFactory beans, Drain drain) {
            beans.getBean(Part.class);
            ((DefaultListableBeanFactory) beans).destroySingleton("part");
            // Later the start would have taken it back
            assertThat(drain.state()).isEqualTo(Drain.State.SERVING);
            return "without";
        }

        @Bean
        @Lazy
        Part part() {
            return new Part();
        }

    }

    static class Optional {

    }

    static class Part implements AutoCloseable {

        @Override
        public void close() {
        }

    }

}
