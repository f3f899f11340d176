// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.thread;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;

import io.github.waitgroup.Drain;
import io.github.waitgroup.UncountedWork;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.WorkSnapshot;
import io.github.waitgroup.autoconfigure.Bounded;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what runs on no executor that is a bean.
 */
@ExtendWith(OutputCaptureExtension.class)
class UncountedThreadsTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
        .of(WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class, ThreadWaitGroupAutoConfiguration.class));

    private final ExecutorService closer = Executors.newSingleThreadExecutor();

    private final List<String> events = new CopyOnWriteArrayList<>();

    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void stop() {
        this.gate.countDown();
        this.closer.shutdownNow();
    }

    @Test
    void closeShouldAwaitCompletableFutureWithoutExecutor() {
        this.runner.run((context) -> {
            CountDownLatch begun = new CountDownLatch(1);
            CompletableFuture<String> future = CompletableFuture.supplyAsync(() -> {
                begun.countDown();
                return work();
            });
            // A thread of its own is known by its stack
            Bounded.await(begun);
            closeDuringWork(context.getSourceApplicationContext());
            assertThat(future).isCompleted();
            assertThat(this.events).containsExactly("worked", "closed");
        });
    }

    @Test
    void closeShouldAwaitCommonPool() {
        this.runner
            .withInitializer(
                    (context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
            .run((context) -> {
                ForkJoinPool.commonPool().execute(this::work);
                closeDuringWork(context.getSourceApplicationContext());
                assertThat(this.events).containsExactly("worked", "closed");
            });
    }

    @Test
    void closeShouldAwaitWhatTheCommonPoolHandsOn() {
        this.runner.run((context) -> {
            WaitGroup group = context.getBean(WaitGroupRegistry.class).group("test");
            CountDownLatch handedOn = new CountDownLatch(1);
            ForkJoinPool.commonPool().execute(() -> {
                Bounded.await(this.gate);
                group.go("handed on", () -> {
                    Bounded.await(handedOn);
                    ForkJoinPool.commonPool().execute(() -> this.events.add("worked"));
                });
                handedOn.countDown();
            });
            closeDuringWork(context.getSourceApplicationContext());
            assertThat(this.events).containsExactly("worked", "closed");
        });
    }

    @Test
    void idleThreadsShouldNotBeAtWork() throws Exception {
        // Those of earlier tests may be on their way out
        for (UncountedWork.Await each : new CompletableFutureThreads().atWork().values()) {
            Bounded.get(this.closer.submit(() -> {
                each.await();
                return true;
            }));
        }
        assertThat(new CompletableFutureThreads().atWork()).isEmpty();
        ForkJoinPool idle = new ForkJoinPool(2);
        assertThat(new CommonPoolWork(idle, () -> Duration.ZERO).atWork()).isEmpty();
        idle.shutdown();
    }

    @Test
    void runWhenChildContextSharesRegistryShouldNotAwaitTwice() {
        this.runner.run((parent) -> this.runner.withParent(parent).run((child) -> {
            assertThat(child.getBean(WaitGroupRegistry.class)).isSameAs(parent.getBean(WaitGroupRegistry.class));
            assertThat(
                    child.getSourceApplicationContext().getBeanFactory().containsLocalBean("waitGroupCommonPoolWork"))
                .isFalse();
            assertThat(child.getSourceApplicationContext().getBeanFactory().containsLocalBean("waitGroupStrayThreads"))
                .isFalse();
        }));
    }

    // That it waits for the shutdown hook, and so for the drain, no test can see from
    // inside
    @Test
    void threadThatCallsForTheExitShouldBeKnown() {
        StackTraceElement task = new StackTraceElement("shop.Orders", "run", "Orders.java", 7);
        StackTraceElement exit = new StackTraceElement("java.lang.Runtime", "exit", "Runtime.java", 118);
        assertThat(LiveThreads.isExiting(new StackTraceElement[] { exit, task })).isTrue();
        assertThat(LiveThreads.isExiting(new StackTraceElement[] { task })).isFalse();
        assertThat(LiveThreads.isExiting(new Throwable().getStackTrace())).isFalse();
    }

    @Test
    void awaitWhenDrainGivesUpShouldLeaveThePoolAlone() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(1);
        CountDownLatch begun = new CountDownLatch(1);
        pool.execute(() -> {
            begun.countDown();
            work();
        });
        // Or who waits would run it itself
        Bounded.await(begun);
        UncountedWork.Await await = new CommonPoolWork(pool, () -> Duration.ZERO).atWork().values().iterator().next();
        CompletableFuture<Boolean> givenUp = new CompletableFuture<>();
        Thread waiter = new Thread(() -> {
            try {
                await.await();
                givenUp.complete(false);
            }
            catch (InterruptedException ex) {
                givenUp.complete(true);
            }
        });
        waiter.setDaemon(true);
        waiter.start();
        waiter.interrupt();
        assertThat(Bounded.get(givenUp)).isTrue();
        // Or it is taken for one of the application by the next test
        waiter.join();
        this.gate.countDown();
        pool.shutdown();
    }

    @Test
    void closeOnTheCommonPoolShouldNotAwaitItselfButOthers() {
        this.runner.run((context) -> {
            Drain drain = context.getBean(Drain.class);
            drain.listen((state) -> {
                if (state == Drain.State.DRAINING) {
                    ForkJoinPool.commonPool().execute(this::work);
                    this.gate.countDown();
                }
            });
            Bounded.get(ForkJoinPool.commonPool().submit(() -> context.getSourceApplicationContext().close()));
            assertThat(drain.state()).isEqualTo(Drain.State.DRAINED);
            assertThat(this.events).containsExactly("worked");
        });
    }

    @Test
    void drainShouldNameThreadsThatTheApplicationStarted(CapturedOutput output) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Thread stray = new Thread(() -> {
            started.countDown();
            Bounded.await(this.gate);
        }, "by hand");
        stray.start();
        Bounded.await(started);
        this.runner.withUserConfiguration(Application.class)
            .run((context) -> context.getSourceApplicationContext().close());
        assertThat(output).containsPattern("Threads that the application started itself are not counted.*'by hand' in "
                + "io.github.waitgroup.autoconfigure.thread.UncountedThreadsTests.lambda\\$drainShouldName.*waitGroup\\.go");
        this.gate.countDown();
        stray.join();
        assertThat(new StrayThreads(List.of(getClass().getPackageName())).alive())
            .noneMatch((text) -> text.contains("by hand"));
    }

    @Test
    void threadsOfOthersShouldNotBeNamed(CapturedOutput output) {
        this.closer.execute(() -> Bounded.await(this.gate));
        this.runner.withUserConfiguration(Application.class)
            .run((context) -> context.getSourceApplicationContext().close());
        assertThat(output).doesNotContain("pool-");
        assertThat(new StrayThreads(List.of()).alive()).isEmpty();
        new StrayThreads(List.of("java")).onChange(Drain.State.QUIESCING);
        assertThat(output).doesNotContain("started itself");
    }

    private String work() {
        Bounded.await(this.gate);
        this.events.add("worked");
        return "done";
    }

    // Opens the gate once the drain has counted the pool
    private void closeDuringWork(ConfigurableApplicationContext context) throws Exception {
        WaitGroupRegistry registry = context.getBean(WaitGroupRegistry.class);
        CountDownLatch drained = new CountDownLatch(1);
        registry.uncounted("witness", () -> {
            List<WorkSnapshot> work = registry.group(ThreadWaitGroupAutoConfiguration.COMMON_POOL).snapshot(10).work();
            if (!work.isEmpty()) {
                drained.countDown();
            }
            return Map.of();
        });
        Future<?> closing = this.closer.submit(() -> {
            context.close();
            this.events.add("closed");
        });
        Bounded.await(drained);
        assertThat(closing).isNotDone();
        this.gate.countDown();
        Bounded.get(closing);
    }

    @AutoConfigurationPackage
    static class Application {

    }

}
