// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.github.waitgroup.Drain;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.scheduling.SchedulingWaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.task.TaskWaitGroupAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that nothing that is told to wait in a shutdown waits longer than the one
 * deadline, whatever times it was given.
 */
@ExtendWith(OutputCaptureExtension.class)
class DeadlineTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class,
                TaskWaitGroupAutoConfiguration.class, SchedulingWaitGroupAutoConfiguration.class))
        .withBean("lifecycleProcessor", DefaultLifecycleProcessor.class, () -> {
            DefaultLifecycleProcessor processor = new DefaultLifecycleProcessor();
            processor.setTimeoutPerShutdownPhase(60_000);
            return processor;
        })
        .withPropertyValues("waitgroup.shutdown.timeout=300ms", "waitgroup.shutdown.interrupt-grace=100ms");

    @ParameterizedTest
    @ValueSource(classes = { ThreadPoolTaskExecutor.class, ThreadPoolTaskScheduler.class })
    void poolThatAwaitsItsTerminationShouldNotWaitBeyond(Class<? extends ExecutorConfigurationSupport> type) {
        assertEndsSoon(this.runner.withBean("work", type)
            .withInitializer(
                    (context) -> context.getBeanFactory().addBeanPostProcessor(Settings.of(type, (executor) -> {
                        executor.setWaitForTasksToCompleteOnShutdown(true);
                        executor.setAwaitTerminationSeconds(60);
                    }))));
    }

    @ParameterizedTest
    @ValueSource(classes = { SimpleAsyncTaskExecutor.class, SimpleAsyncTaskScheduler.class })
    void threadsThatAreAwaitedShouldNotBeAwaitedBeyond(Class<? extends SimpleAsyncTaskExecutor> type) {
        assertEndsSoon(this.runner.withBean("work", type)
            .withInitializer((context) -> context.getBeanFactory()
                .addBeanPostProcessor(Settings.of(type, (executor) -> executor.setTaskTerminationTimeout(60_000)))));
    }

    @Test
    void timesThatAreShorterShouldStay() {
        this.runner.withBean(ThreadPoolTaskExecutor.class, () -> {
            ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
            executor.setAwaitTerminationMillis(7);
            return executor;
        }).withBean(SimpleAsyncTaskExecutor.class, () -> {
            SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor();
            executor.setTaskTerminationTimeout(8);
            return executor;
        }).run((context) -> {
            new TerminationTimeouts(context.getSourceApplicationContext()).limit(Duration.ofSeconds(1));
            assertThat(context.getBean(ThreadPoolTaskExecutor.class))
                .hasFieldOrPropertyWithValue("awaitTerminationMillis", 7L);
            assertThat(context.getBean(SimpleAsyncTaskExecutor.class))
                .hasFieldOrPropertyWithValue("taskTerminationTimeout", 8L);
            new TerminationTimeouts(context.getSourceApplicationContext()).limit(Duration.ZERO);
            assertThat(context.getBean(ThreadPoolTaskExecutor.class))
                .hasFieldOrPropertyWithValue("awaitTerminationMillis", 0L);
            assertThat(context.getBean(SimpleAsyncTaskExecutor.class))
                .hasFieldOrPropertyWithValue("taskTerminationTimeout", 1L);
        });
    }

    @Test
    void timesOfAContextThatIsOnlyStoppedShouldStay() {
        this.runner.withBean(ThreadPoolTaskExecutor.class, () -> {
            ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
            executor.setAwaitTerminationMillis(50_000);
            return executor;
        }).run((context) -> {
            context.getSourceApplicationContext().stop();
            assertThat(context.getBean(ThreadPoolTaskExecutor.class))
                .hasFieldOrPropertyWithValue("awaitTerminationMillis", 50_000L);
            assertThat(context.getBean(DefaultLifecycleProcessor.class))
                .hasFieldOrPropertyWithValue("timeoutPerShutdownPhase", 60_000L);
        });
    }

    // From JDK 19 on its close() waits until the last task has ended
    @ParameterizedTest
    @ValueSource(classes = { ForkJoinPoolByClass.class, ForkJoinPoolByInterface.class })
    void forkJoinPoolShouldNotWaitBeyond(Class<?> configuration, CapturedOutput output) {
        assertEndsSoon(this.runner.withUserConfiguration(configuration));
        if (Runtime.version().feature() >= 19) {
            assertThat(output).contains("Executor 'work' has not ended its tasks in time");
        }
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void executorOfVirtualThreadsShouldNotWaitBeyond(CapturedOutput output) {
        assertEndsSoon(this.runner.withUserConfiguration(VirtualThreads.class));
        assertThat(output).contains("Executor 'work' has not ended its tasks in time");
    }

    @Test
    void executorOfTheApplicationShouldBeClosedAsItLikes() {
        this.runner.withUserConfiguration(OwnExecutor.class).run((context) -> {
            OwnPool pool = context.getBean(OwnPool.class);
            context.getSourceApplicationContext().close();
            assertThat(pool.closed).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = { Integer.MAX_VALUE, PhaseTimeouts.WEB_SERVER, PhaseTimeouts.DRAIN - 1, 0 })
    void beanThatNeverEndsItsStopShouldNotBeAwaitedBeyond(int phase) {
        this.runner.withBean(NeverStops.class, () -> new NeverStops(phase))
            .run((context) -> Deaf.assertSoon(context.getSourceApplicationContext()::close));
    }

    @Test
    void beansThatStopBeforeShouldTakeTheTimeOfTheWebServer() {
        this.runner.withPropertyValues("waitgroup.shutdown.timeout=5s")
            .withBean("early", NeverStops.class, () -> new NeverStops(Integer.MAX_VALUE))
            .withBean("server", NeverStops.class, () -> new NeverStops(PhaseTimeouts.WEB_SERVER))
            .run((context) -> {
                long before = System.nanoTime();
                context.getSourceApplicationContext().close();
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(Duration.ofMillis(4900),
                        Duration.ofMillis(9500));
            });
    }

    private void assertEndsSoon(ApplicationContextRunner application) {
        try (Deaf task = new Deaf()) {
            application.run((context) -> {
                Drain drain = context.getBean(Drain.class);
                executor(context).execute(task);
                task.awaitBegun();
                Deaf.assertSoon(context.getSourceApplicationContext()::close);
                assertThat(drain.state()).isEqualTo(Drain.State.ABANDONED);
            });
        }
    }

    private static Executor executor(AssertableApplicationContext context) {
        return context.getBean("work", Executor.class);
    }

    static class NeverStops implements SmartLifecycle {

        private final int phase;

        private volatile boolean running;

        NeverStops(int phase) {
            this.phase = phase;
        }

        @Override
        public void start() {
            this.running = true;
        }

        @Override
        public void stop() {
            this.running = false;
        }

        @Override
        public void stop(Runnable callback) {
            // Never calls back
        }

        @Override
        public boolean isRunning() {
            return this.running;
        }

        @Override
        public int getPhase() {
            return this.phase;
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class ForkJoinPoolByClass {

        @Bean
        ForkJoinPool work() {
            return new ForkJoinPool(2);
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class ForkJoinPoolByInterface {

        @Bean
        ExecutorService work() {
            return new ForkJoinPool(2);
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class VirtualThreads {

        @Bean
        ExecutorService work() throws ReflectiveOperationException {
            Method method = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
            return (ExecutorService) method.invoke(null);
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class OwnExecutor {

        @Bean
        OwnPool work() {
            return new OwnPool();
        }

    }

    static class OwnPool extends ThreadPoolExecutor implements AutoCloseable {

        private volatile boolean closed;

        OwnPool() {
            super(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        }

        @Override
        public void close() {
            this.closed = true;
            shutdown();
        }

    }

}
