// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.github.waitgroup.Drain;
import io.github.waitgroup.DrainOptions;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.devtools.restart.classloader.RestartClassLoader;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of an application that devtools restart: its context is closed, and started anew
 * with new classes, within one process.
 */
class DevtoolsTests {

    @Test
    void restartShouldLeaveNothingBehindAndCountAgain() throws Exception {
        for (int i = 0; i < 2; i++) {
            for (WeakReference<?> leftBehind : startUseAndStop()) {
                ContextHierarchyTests.assertCollected(leftBehind);
            }
        }
    }

    private static List<WeakReference<?>> startUseAndStop() throws Exception {
        ClassLoader classes = new RestartClassLoader(DevtoolsTests.class.getClassLoader(),
                DevtoolsTests.class.getProtectionDomain().getCodeSource().getLocation());
        Constructor<?> constructor = Class.forName(Application.class.getName(), true, classes).getDeclaredConstructor();
        constructor.setAccessible(true);
        Callable<?> application = (Callable<?>) constructor.newInstance();
        assertThat(application).isNotInstanceOf(Application.class);
        CompletableFuture<List<?>> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete((List<?>) application.call());
            }
            catch (Throwable ex) {
                result.completeExceptionally(ex);
            }
        }, "restartedMain");
        thread.setContextClassLoader(classes);
        thread.start();
        List<?> references = Bounded.get(result);
        thread.join(20_000);
        for (Thread each : Thread.getAllStackTraces().keySet()) {
            if (each.getContextClassLoader() == classes) {
                // Those of pools may be on their way out
                each.join(20_000);
                assertThat(each.isAlive()).as(each.getName()).isFalse();
            }
        }
        return references.stream().<WeakReference<?>>map((each) -> (WeakReference<?>) each).toList();
    }

    @Test
    void restartShouldNotBeDelayed() {
        ClassLoader production = new FilteredClassLoader(SpringBootTest.class);
        DrainOptions options = DrainOptionsResolver
            .of(new MockEnvironment().withProperty("spring.main.cloud-platform", "kubernetes"),
                    new RestartClassLoader(production))
            .resolve(new ShutdownProperties(Duration.ofSeconds(25), DrainOptions.Admission.ALL, true,
                    Duration.ofSeconds(2), null), new QuiesceProperties(null, null, null));
        assertThat(options.minDelay()).isZero();
        assertThat(options.quietPeriod()).isZero();
        assertThat(options.maxDelay()).isZero();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableAsync
    @EnableScheduling
    @Import(Site.Task.class)
    static class Application implements Callable<List<WeakReference<?>>> {

        private final CountDownLatch ran = new CountDownLatch(1);

        @Scheduled(fixedDelay = 10)
        void run() {
            this.ran.countDown();
        }

        @Override
        public List<WeakReference<?>> call() throws Exception {
            ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .run("--spring.main.banner-mode=off", "--spring.jmx.enabled=false");
            WaitGroupRegistry registry = context.getBean(WaitGroupRegistry.class);
            Drain drain = context.getBean(Drain.class);
            Bounded.await(context.getBean(Application.class).ran);
            Site.Task task = context.getBean(Site.Task.class);
            CompletableFuture<String> later = task.later();
            task.awaitBegun();
            CountDownLatch subscribed = new CountDownLatch(1);
            registry.group("application").go("subscribes", () -> Mono.fromRunnable(subscribed::countDown).subscribe());
            Bounded.await(subscribed);
            drain.listen((state) -> task.end());
            context.close();
            Bounded.get(later);
            assertThat(drain.state()).isEqualTo(Drain.State.DRAINED);
            Bounded.assertEnded(Bounded.group(registry, "async"), 1, 0);
            Bounded.assertEnded(Bounded.group(registry, "application"), 1, 0);
            return List.of(new WeakReference<>(context), new WeakReference<>(registry), new WeakReference<>(drain));
        }

    }

}
