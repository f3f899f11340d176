// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.Bounded;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.task.TaskWaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.thread.ThreadWaitGroupAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of applications without a web server.
 */
class NonWebTests {

    private static final List<String> WEB = List.of("org.springframework.boot.web.", "org.springframework.web.",
            "jakarta.servlet.", "reactor.", "org.springframework.boot.tomcat.", "org.springframework.boot.jetty.",
            "org.springframework.boot.reactor.");

    @Test
    void applicationWhoseRunnerHasEndedShouldDrainItsTasks() {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(Batch.class).web(WebApplicationType.NONE)
            .registerShutdownHook(false)
            .run("--spring.main.banner-mode=off", "--spring.jmx.enabled=false",
                    "--spring.main.cloud-platform=kubernetes", "--waitgroup.shutdown.timeout=100s",
                    "--waitgroup.quiesce.min-delay=60s");
        Batch batch = context.getBean(Batch.class);
        Drain drain = context.getBean(Drain.class);
        drain.listen((state) -> batch.gate.countDown());
        Deaf.assertSoon(context::close);
        assertThat(batch.events).containsExactly("ran", "ended");
        assertThat(drain.state()).isEqualTo(Drain.State.DRAINED);
    }

    @Test
    void applicationWithoutWebClassesOnKubernetesShouldDrainWithoutDelay() {
        List<String> events = new CopyOnWriteArrayList<>();
        new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class,
                    TaskWaitGroupAutoConfiguration.class, ThreadWaitGroupAutoConfiguration.class,
                    TaskExecutionAutoConfiguration.class))
            .withClassLoader(new FilteredClassLoader(NonWebTests::isAbsent))
            .withPropertyValues("spring.main.cloud-platform=kubernetes", "waitgroup.shutdown.timeout=100s",
                    "waitgroup.quiesce.min-delay=40s")
            .run((context) -> {
                Drain drain = context.getBean(Drain.class);
                assertThat(drain.options().minDelay()).hasSeconds(40);
                CountDownLatch gate = new CountDownLatch(1);
                context.getBean(AsyncTaskExecutor.class).execute(() -> {
                    Bounded.await(gate);
                    events.add("ended");
                });
                drain.listen((state) -> gate.countDown());
                Deaf.assertSoon(context.getSourceApplicationContext()::close);
                assertThat(events).containsExactly("ended");
            });
    }

    private static boolean isAbsent(String type) {
        return type.equals(SpringBootTest.class.getName()) || WEB.stream().anyMatch(type::startsWith);
    }

    @Test
    void testSuiteOnKubernetesShouldNotBeDelayed() {
        new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class))
            .withPropertyValues("spring.main.cloud-platform=kubernetes")
            .withBean(LastCallersTests.Sockets.class)
            .run((context) -> {
                LastCallersTests.Sockets sockets = context.getBean(LastCallersTests.Sockets.class);
                // Busy until this very moment
                context.getBean(WaitGroupRegistry.class).ingress("http").register("request").close();
                long before = System.nanoTime();
                context.getSourceApplicationContext().close();
                assertThat(System.nanoTime() - before).isLessThan(4_500_000_000L);
                assertThat(sockets.closed).isTrue();
            });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Batch implements CommandLineRunner {

        private final AsyncTaskExecutor executor;

        private final CountDownLatch gate = new CountDownLatch(1);

        private final List<String> events = new CopyOnWriteArrayList<>();

        Batch(AsyncTaskExecutor applicationTaskExecutor) {
            this.executor = applicationTaskExecutor;
        }

        @Override
        public void run(String... args) {
            this.executor.execute(() -> {
                Bounded.await(this.gate);
                this.events.add("ended");
            });
            this.events.add("ran");
        }

    }

}
