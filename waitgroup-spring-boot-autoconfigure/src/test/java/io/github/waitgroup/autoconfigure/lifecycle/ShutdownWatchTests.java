// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.github.waitgroup.Drain;
import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.task.AsyncTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of a JVM that is told to stop while Spring hangs. That the JVM tells it is shown
 * by real processes.
 */
@ExtendWith(OutputCaptureExtension.class)
class ShutdownWatchTests {

    private static final String[] SHORT = { "waitgroup.shutdown.timeout=300ms",
            "waitgroup.shutdown.interrupt-grace=50ms" };

    @Test
    void workOfAStartThatHangsShouldBeNamed(CapturedOutput output) throws Exception {
        try (Deaf start = new Deaf(); Deaf work = new Deaf()) {
            CompletableFuture<ConfigurableApplicationContext> starting = start(start, work, SHORT);
            work.awaitBegun();
            start.awaitBegun();
            try (LogLine log = new LogLine(DrainLog.class, "Abandoned in async")) {
                watch(Bounded.get(Hangs.created)).stopping();
                assertThat(log.await()).contains("Deaf.run");
            }
            assertThat(output).contains("Commencing drain: 1 in flight (async 1)", "Drain aborted");
            start.end();
            try (ConfigurableApplicationContext context = Bounded.get(starting)) {
                assertThat(context.getBean(Drain.class).state()).as("not taken back by a start that goes on")
                    .isEqualTo(Drain.State.ABANDONED);
            }
            assertThat(output.getOut().split("Abandoned in async", -1)).as("named once").hasSize(2);
        }
    }

    @Test
    void exitShouldWaitForWorkOfAStartThatSpringHasGivenUp(CapturedOutput output) throws Exception {
        try (Deaf start = new Deaf(); Deaf work = new Deaf()) {
            CompletableFuture<ConfigurableApplicationContext> starting = start(start, work, SHORT);
            work.awaitBegun();
            start.awaitBegun();
            ShutdownWatch watch = watch(Bounded.get(Hangs.created));
            watch.stopping();
            Deaf.assertSoon(watch::stopped);
            assertThat(output).contains("Abandoned in async");
            start.end();
            Bounded.get(starting).close();
        }
    }

    @Test
    void exitShouldNotWaitForAStartThatSpringHasGivenUpWithoutWork(CapturedOutput output) throws Exception {
        try (Deaf start = new Deaf()) {
            CompletableFuture<ConfigurableApplicationContext> starting = start(start, () -> {
            }, "waitgroup.shutdown.timeout=100s");
            start.awaitBegun();
            ShutdownWatch watch = watch(Bounded.get(Hangs.created));
            watch.stopping();
            Deaf.assertSoon(watch::stopped);
            start.end();
            Bounded.get(starting).close();
            assertThat(output).doesNotContain("Drain aborted");
        }
    }

    @Test
    void startThatGoesOnShouldBeClosedInOrder(CapturedOutput output) throws Exception {
        try (Deaf start = new Deaf(); Deaf work = new Deaf()) {
            CompletableFuture<ConfigurableApplicationContext> starting = start(start, work,
                    "waitgroup.shutdown.timeout=20s");
            work.awaitBegun();
            start.awaitBegun();
            watch(Bounded.get(Hangs.created)).stopping();
            start.end();
            ConfigurableApplicationContext context = Bounded.get(starting);
            assertThat(context.getBean(Drain.class).state()).isEqualTo(Drain.State.QUIESCING);
            Thread closing = new Thread(context::close);
            try (LogLine log = new LogLine(DrainLog.class, "Commencing drain")) {
                closing.start();
                assertThat(log.await()).contains("1 in flight (async 1)");
            }
            work.end();
            closing.join(Bounded.LIMIT.toMillis());
            assertThat(output).contains("Drain complete").doesNotContain("Drain aborted");
        }
    }

    @Test
    void startShouldNotBeOverWhileListenersOfItAreTold() throws Exception {
        CompletableFuture<Boolean> over = new CompletableFuture<>();
        ApplicationListener<ContextRefreshedEvent> listener = (event) -> over
            .complete(look((ConfigurableApplicationContext) event.getApplicationContext()).isOver());
        try (ConfigurableApplicationContext context = Site.builder().listeners(listener).run(Site.arguments())) {
            assertThat(Bounded.get(over)).isFalse();
            assertThat(look(context).isOver()).isTrue();
        }
    }

    @Test
    void workShouldBeNamedWhenTheShutdownHangsBeforeTheDrain() throws Exception {
        try (Site site = Site.start(SHORT); LogLine log = new LogLine(DrainLog.class, "Abandoned in")) {
            CompletableFuture<?> answer = site.get("/deaf");
            site.pages().deaf.awaitBegun();
            site.drain().begin();
            watch(site.context()).stopping();
            assertThat(log.await()).startsWith("Abandoned in http: GET /deaf").contains("Deaf.run");
            assertThat(answer).isNotDone();
            site.pages().deaf.end();
        }
    }

    @Test
    void endThatHangsShouldBeToldWithItsStack() throws Exception {
        try (Site site = Site.start(SHORT);
                Deaf hanging = new Deaf();
                LogLine log = new LogLine(ShutdownWatch.class, "should have ended")) {
            new Thread(hanging, "SpringApplicationShutdownHook").start();
            hanging.awaitBegun();
            watch(site.context()).stopping();
            assertThat(log.await()).contains("Thread SpringApplicationShutdownHook is", "io.github.waitgroup",
                    "Deaf.run");
        }
    }

    private static ShutdownWatch watch(ConfigurableApplicationContext context) {
        return Objects.requireNonNull(look(context).watch());
    }

    // Not by its type: the start that hangs is in the midst of the beans
    private static LastLook look(ConfigurableApplicationContext context) {
        return (LastLook) Objects.requireNonNull(context.getBeanFactory().getSingleton("waitGroupLastLook"));
    }

    private static CompletableFuture<ConfigurableApplicationContext> start(Deaf start, Runnable work,
            String... properties) {
        Hangs.start = start;
        Hangs.work = work;
        Hangs.created = new CompletableFuture<>();
        CompletableFuture<ConfigurableApplicationContext> starting = new CompletableFuture<>();
        new Thread(() -> {
            try {
                starting.complete(Site.builder()
                    .sources(Hangs.class)
                    .initializers(Hangs.created::complete)
                    .run(Site.arguments(properties)));
            }
            catch (Throwable ex) {
                starting.completeExceptionally(ex);
            }
        }, "starter").start();
        return starting;
    }

    @Configuration(proxyBeanMethods = false)
    static class Hangs implements InitializingBean {

        private static CompletableFuture<ConfigurableApplicationContext> created = new CompletableFuture<>();

        private static Deaf start = new Deaf();

        private static Runnable work = new Deaf();

        private final AsyncTaskExecutor executor;

        Hangs(AsyncTaskExecutor applicationTaskExecutor) {
            this.executor = applicationTaskExecutor;
        }

        @Override
        public void afterPropertiesSet() {
            this.executor.execute(work);
            start.run();
        }

    }

}
