// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.reactor;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of hooks that belong to the JVM, put in place by contexts that come and go.
 */
class ReactorHooksTests {

    @Test
    void runWhenTwoContextsLiveShouldCountInTheOneWhoseWorkItIs() {
        ReactorFixture.runner().run((first) -> {
            ReactorFixture.runner().run((second) -> {
                subscribe(first);
                subscribe(second);
                Bounded.assertEnded(ReactorFixture.group(first), 1, 0);
                Bounded.assertEnded(ReactorFixture.group(second), 1, 0);
            });
            subscribe(first);
            Bounded.assertEnded(ReactorFixture.group(first), 2, 0);
        });
    }

    @Test
    void runWhenContextHasClosedShouldHaveTakenItsHooksBack() throws Exception {
        AtomicReference<WaitGroupRegistry> closed = new AtomicReference<>(new WaitGroupRegistry());
        ReactorFixture.runner().run((context) -> closed.set(context.getBean(WaitGroupRegistry.class)));
        ReactorFixture.value(closed).group("http").register("late").run(() -> {
            Mono.empty().subscribe();
            CountDownLatch done = new CountDownLatch(1);
            Schedulers.single().schedule(done::countDown);
            Bounded.await(done);
        });
        Bounded.assertEnded(ReactorFixture.value(closed).group(ReactorWork.GROUP), 0, 0);
    }

    @Test
    void runWhenContextFailsToStartShouldHaveTakenItsHooksBack() throws Exception {
        WaitGroupRegistry registry = new WaitGroupRegistry();
        ReactorFixture.runner()
            .withBean(WaitGroupRegistry.class, () -> registry)
            .withBean(Broken.class)
            .run((context) -> assertThat(context).hasFailed());
        registry.group("http").register("late").run(() -> Mono.empty().subscribe());
        Bounded.assertEnded(registry.group(ReactorWork.GROUP), 0, 0);
    }

    @Test
    void runWhenChildContextSharesRegistryShouldCountOnce() {
        ReactorFixture.runner()
            .run((parent) -> new ApplicationContextRunner().withParent(parent)
                .withConfiguration(AutoConfigurations.of(ReactorWaitGroupAutoConfiguration.class))
                .run((child) -> {
                    assertThat(child.getBean(WaitGroupRegistry.class))
                        .isSameAs(parent.getBean(WaitGroupRegistry.class));
                    subscribe(child);
                    Bounded.assertEnded(ReactorFixture.group(parent), 1, 0);
                }));
    }

    @Test
    void runWhenBeansAreLazyShouldCountAllTheSame() {
        ReactorFixture.runner()
            .withInitializer(
                    (context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
            .run((context) -> {
                subscribe(context);
                Bounded.assertEnded(ReactorFixture.group(context), 1, 0);
            });
    }

    @Test
    void runWhenExecutorsStopShouldStillCountWhatTheirWorkSubscribesTo() {
        Late late = new Late();
        AtomicReference<WaitGroup> group = new AtomicReference<>(new WaitGroup("none"));
        ReactorFixture.runner().withBean(Late.class, () -> late).run((context) -> {
            group.set(ReactorFixture.group(context));
            late.group = context.getBean(WaitGroupRegistry.class).group("async");
        });
        assertThat(ReactorFixture.value(group).snapshot(0).completed()).isEqualTo(1);
    }

    private static void subscribe(ApplicationContext context) {
        ReactorFixture.request(context, () -> Mono.empty().subscribe());
    }

    static class Broken {

        Broken() {
            throw new IllegalStateException("expected");
        }

    }

    // Stops with the executors, after the last look of the drain
    static class Late implements SmartLifecycle {

        private WaitGroup group = new WaitGroup("none");

        private boolean running;

        @Override
        public void start() {
            this.running = true;
        }

        @Override
        public void stop() {
            this.group.register("late").run(() -> Mono.empty().subscribe());
            this.running = false;
        }

        @Override
        public boolean isRunning() {
            return this.running;
        }

        @Override
        public int getPhase() {
            return DEFAULT_PHASE / 2;
        }

    }

}
