// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.Bounded;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.task.TaskWaitGroupAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of the whole shutdown of a context.
 */
@ExtendWith(OutputCaptureExtension.class)
class ShutdownTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class,
                TaskWaitGroupAutoConfiguration.class, TaskExecutionAutoConfiguration.class));

    private final List<String> events = new CopyOnWriteArrayList<>();

    @Test
    void runWhenTaskRunsShouldKeepWhatItUsesUntilItHasEnded(CapturedOutput output) {
        this.runner.withBean("threads", SimpleAsyncTaskExecutor.class)
            .withBean("database", Database.class, () -> new Database(this.events))
            .run((context) -> {
                Database database = context.getBean(Database.class);
                CountDownLatch gate = new CountDownLatch(1);
                context.getBean(AsyncTaskExecutor.class).execute(() -> {
                    Bounded.await(gate);
                    database.use();
                });
                closeDuring(context, gate);
                assertThat(this.events).containsExactly("used", "destroyed");
            });
        assertThat(output).containsPattern("Commencing drain: 1 in flight \\(async 1\\), deadline in 25\\.0s")
            .containsPattern("Drain complete after .*s: 1 completed \\(async 1\\), nothing lost");
    }

    @Test
    void runWhenTasksWaitInQueueShouldRunThemAll() {
        this.runner.withPropertyValues("spring.task.execution.pool.core-size=1").run((context) -> {
            AsyncTaskExecutor executor = context.getBean(AsyncTaskExecutor.class);
            CountDownLatch gate = new CountDownLatch(1);
            executor.execute(() -> Bounded.await(gate));
            for (int i = 0; i < 5; i++) {
                executor.execute(() -> executor.execute(() -> this.events.add("nested")));
            }
            closeDuring(context, gate);
            assertThat(this.events).hasSize(5);
        });
    }

    @Test
    void runWhenTaskDoesNotEndInTimeShouldNameItWithItsStack(CapturedOutput output) {
        this.runner
            .withPropertyValues("waitgroup.shutdown.timeout=50ms", "waitgroup.shutdown.interrupt-grace=20s",
                    "spring.task.execution.pool.core-size=1")
            .run((context) -> {
                AsyncTaskExecutor executor = context.getBean(AsyncTaskExecutor.class);
                CountDownLatch begun = new CountDownLatch(1);
                Future<?> running = executor.submit(() -> hang(begun));
                Future<?> queued = executor.submit(() -> this.events.add("ran"));
                Bounded.await(begun);
                context.getSourceApplicationContext().close();
                assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> Bounded.get(running));
                assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Bounded.get(queued));
                assertThat(this.events).isEmpty();
            });
        assertThat(output).containsPattern("Drain aborted after .*s: 2 abandoned \\(async 2\\), 0 completed")
            .containsPattern("Abandoned in async: applicationTaskExecutor #\\d+, RUNNING, in flight for .*s, "
                    + "on thread task-1\\R\\s+at ")
            .contains("ShutdownTests.hang(")
            .containsPattern("Abandoned in async: applicationTaskExecutor #\\d+, QUEUED, in flight for .*s\\R");
    }

    @Test
    void runWhenBeanSubmitsWhileItStopsShouldAwaitThatToo(CapturedOutput output) {
        CountDownLatch gate = new CountDownLatch(1);
        this.runner.withBean("threads", SimpleAsyncTaskExecutor.class).run((context) -> {
            AsyncTaskExecutor executor = context.getBean(AsyncTaskExecutor.class);
            register(context, PhaseTimeouts.DRAIN - 1, () -> {
                executor.execute(() -> {
                    Bounded.await(gate);
                    this.events.add("late work");
                });
                gate.countDown();
            });
            closeDuring(context, gate);
            assertThat(this.events).containsExactly("late work");
        });
        assertThat(output).doesNotContain("was submitted after the drain was over");
    }

    @Test
    void runWhenLateWorkDoesNotEndShouldNameIt(CapturedOutput output) {
        CountDownLatch gate = new CountDownLatch(1);
        this.runner.withPropertyValues("waitgroup.shutdown.timeout=50ms")
            .withBean("threads", SimpleAsyncTaskExecutor.class)
            .run((context) -> {
                AsyncTaskExecutor executor = context.getBean(AsyncTaskExecutor.class);
                register(context, PhaseTimeouts.DRAIN - 1, () -> executor.execute(() -> Bounded.await(gate)));
                context.getSourceApplicationContext().close();
                gate.countDown();
            });
        assertThat(output).contains("Work that came after the drain did not end in time: 1 abandoned (async 1)")
            .containsPattern("Abandoned in async: threads #\\d+");
    }

    @Test
    void runWhenTaskIsSubmittedAfterTheDrainShouldSayWhich(CapturedOutput output) {
        this.runner.withBean("threads", SimpleAsyncTaskExecutor.class).run((context) -> {
            AsyncTaskExecutor executor = context.getBean(AsyncTaskExecutor.class);
            CountDownLatch ran = new CountDownLatch(1);
            register(context, Integer.MIN_VALUE + 10, () -> executor.execute(ran::countDown));
            context.getSourceApplicationContext().close();
            Bounded.await(ran);
        });
        assertThat(output).containsPattern("threads #\\d+ was submitted after the drain was over");
    }

    @Test
    void runWhenContextIsStartedAgainShouldServeAndDrainAgain() {
        this.runner.run((context) -> {
            ConfigurableApplicationContext source = context.getSourceApplicationContext();
            Drain drain = context.getBean(Drain.class);
            source.stop();
            assertThat(drain.state()).isEqualTo(Drain.State.DRAINED);
            source.start();
            assertThat(drain.state()).isEqualTo(Drain.State.SERVING);
            assertThat(drain.isOver()).isFalse();
            source.close();
            assertThat(drain.state()).isEqualTo(Drain.State.DRAINED);
        });
    }

    @Test
    void runWhenContextIsPausedShouldGoOnServing() {
        this.runner.run((context) -> {
            context.getSourceApplicationContext().pause();
            assertThat(context.getBean(Drain.class).state()).isEqualTo(Drain.State.SERVING);
            context.getSourceApplicationContext().restart();
            assertThat(context.getBean(Drain.class).state()).isEqualTo(Drain.State.SERVING);
        });
    }

    @Test
    void runWhenChildContextIsClosedShouldGoOnServing(CapturedOutput output) {
        this.runner.run((context) -> {
            GenericApplicationContext child = new GenericApplicationContext(context.getSourceApplicationContext());
            child.refresh();
            child.close();
            assertThat(context.getBean(Drain.class).state()).isEqualTo(Drain.State.SERVING);
            assertThat(output).doesNotContain("Commencing drain");
        });
    }

    @Test
    void runWhenRegistryIsDestroyedShouldNotBeClosed() {
        this.runner.run((context) -> {
            WaitGroupRegistry registry = context.getBean(WaitGroupRegistry.class);
            context.getSourceApplicationContext().close();
            registry.group("late").register("of a bean that is destroyed later").close();
        });
    }

    @Test
    void runWhenEverythingIsLazyShouldDrainAllTheSame() {
        this.runner
            .withInitializer(
                    (context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
            .withBean("threads", SimpleAsyncTaskExecutor.class)
            .run((context) -> {
                CountDownLatch gate = new CountDownLatch(1);
                context.getBean(AsyncTaskExecutor.class).execute(() -> {
                    Bounded.await(gate);
                    this.events.add("ended");
                });
                closeDuring(context, gate);
                assertThat(this.events).containsExactly("ended");
            });
    }

    /**
     * Closes the context, and opens the gate when the drain is about to wait.
     */
    private static void closeDuring(AssertableApplicationContext context, CountDownLatch gate) {
        Drain drain = context.getBean(Drain.class);
        register(context, PhaseTimeouts.DRAIN + 1, gate::countDown);
        context.getSourceApplicationContext().close();
        assertThat(drain.state()).isEqualTo(Drain.State.DRAINED);
    }

    private static void register(AssertableApplicationContext context, int phase, Runnable task) {
        Phase bean = new Phase(phase, task);
        bean.start();
        context.getSourceApplicationContext().getBeanFactory().registerSingleton("phase" + phase, bean);
    }

    private static void hang(CountDownLatch begun) {
        begun.countDown();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> new CountDownLatch(1).await());
        throw new IllegalStateException("interrupted");
    }

    static class Phase implements SmartLifecycle {

        private final int phase;

        private final Runnable task;

        private volatile boolean running;

        Phase(int phase, Runnable task) {
            this.phase = phase;
            this.task = task;
        }

        @Override
        public void start() {
            this.running = true;
        }

        @Override
        public void stop() {
            this.task.run();
            this.running = false;
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

    static class Database implements AutoCloseable {

        private final List<String> events;

        Database(List<String> events) {
            this.events = events;
        }

        void use() {
            this.events.add("used");
        }

        @Override
        public void close() {
            this.events.add("destroyed");
        }

    }

}
