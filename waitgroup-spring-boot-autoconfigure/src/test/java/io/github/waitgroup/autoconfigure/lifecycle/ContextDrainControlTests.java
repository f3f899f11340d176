// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.github.waitgroup.Drain;
import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.WaitGroupTotals;
import io.github.waitgroup.autoconfigure.Bounded;
import io.github.waitgroup.autoconfigure.DrainControl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.context.support.AbstractApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of a drain that is begun without a shutdown, and taken back.
 */
class ContextDrainControlTests {

    private static final ReadinessState ACCEPTING = ReadinessState.ACCEPTING_TRAFFIC;

    private static final ReadinessState REFUSING = ReadinessState.REFUSING_TRAFFIC;

    @Test
    void readinessShouldFollowOnce() {
        try (ConfigurableApplicationContext context = run(null)) {
            Told told = context.getBean(Told.class);
            DrainControl control = context.getBean(DrainControl.class);
            assertThat(control.undo()).isTrue();
            assertThat(told.states).containsExactly(ACCEPTING);
            for (int i = 0; i < 2; i++) {
                control.start();
                control.start();
                assertThat(context.getBean(Drain.class).state()).isEqualTo(Drain.State.QUIESCING);
                assertThat(readiness(context)).isEqualTo(REFUSING);
                assertThat(control.undo()).isTrue();
                assertThat(control.undo()).isTrue();
                assertThat(context.getBean(Drain.class).state()).isEqualTo(Drain.State.SERVING);
                assertThat(readiness(context)).isEqualTo(ACCEPTING);
            }
            assertThat(told.states).containsExactly(ACCEPTING, REFUSING, ACCEPTING, REFUSING, ACCEPTING);
        }
    }

    @Test
    void readinessShouldBeAgainWhatItWas() {
        try (ConfigurableApplicationContext context = run(null)) {
            DrainControl control = context.getBean(DrainControl.class);
            AvailabilityChangeEvent.publish(context, REFUSING);
            control.start();
            control.undo();
            assertThat(context.getBean(Told.class).states).containsExactly(ACCEPTING, REFUSING, REFUSING);
            assertThat(readiness(context)).isEqualTo(REFUSING);
        }
    }

    @Test
    void readinessShouldBeWhatTheApplicationSaidMeanwhile() {
        try (ConfigurableApplicationContext context = run(null)) {
            DrainControl control = context.getBean(DrainControl.class);
            control.start();
            AvailabilityChangeEvent.publish(context, REFUSING);
            control.undo();
            assertThat(readiness(context)).isEqualTo(REFUSING);
            control.start();
            AvailabilityChangeEvent.publish(context, ACCEPTING);
            assertThat(readiness(context)).isEqualTo(REFUSING);
            control.undo();
            assertThat(readiness(context)).isEqualTo(ACCEPTING);
            assertThat(context.getBean(Told.class).states).containsExactly(ACCEPTING, REFUSING, REFUSING, REFUSING,
                    ACCEPTING, REFUSING, ACCEPTING);
        }
    }

    @Test
    void applicationShouldNotAcceptBeforeItsDrainIsTakenBack() {
        try (ConfigurableApplicationContext parent = run(null,
                starting((context) -> context.getBean(DrainControl.class).start()))) {
            assertThat(readiness(parent)).isEqualTo(REFUSING);
            assertThat(parent.getBean(Told.class).states).containsExactly(REFUSING, ACCEPTING, REFUSING);
            ConfigurableApplicationContext child = run(parent);
            assertThat(readiness(child)).isEqualTo(REFUSING);
            assertThat(readiness(parent)).isEqualTo(REFUSING);
            assertThat(parent.getBean(DrainControl.class).undo()).isTrue();
            assertThat(readiness(child)).isEqualTo(ACCEPTING);
            assertThat(readiness(parent)).isEqualTo(ACCEPTING);
            child.close();
        }
    }

    @Test
    void listenerThatAnswersEachTimeShouldNotBeContradictedForEver() {
        try (ConfigurableApplicationContext context = run(null)) {
            AtomicInteger answers = new AtomicInteger();
            context.addApplicationListener((AvailabilityChangeEvent<?> event) -> {
                if (event.getState() == REFUSING && answers.getAndIncrement() < 1000) {
                    AvailabilityChangeEvent.publish(context, ACCEPTING);
                }
            });
            context.getBean(DrainControl.class).start();
            assertThat(answers).hasValueBetween(1, 100);
            answers.set(1000);
            // Once more does it
            context.getBean(DrainControl.class).start();
            assertThat(readiness(context)).isEqualTo(REFUSING);
            assertThat(context.getBean(DrainControl.class).undo()).isTrue();
            assertThat(readiness(context)).isEqualTo(ACCEPTING);
        }
    }

    @Test
    void listenerThatBlocksShouldNotKeepTheApplicationFromClosing() throws Exception {
        ConfigurableApplicationContext context = run(null);
        DrainControl control = context.getBean(DrainControl.class);
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        context.addApplicationListener((AvailabilityChangeEvent<?> event) -> {
            if (event.getSource() instanceof Readiness && gate.getCount() > 0) {
                blocked.countDown();
                Bounded.await(gate);
            }
        });
        ExecutorService operators = Executors.newCachedThreadPool();
        Future<?> start = operators.submit(control::start);
        Bounded.await(blocked);
        // Nor anybody else from changing his mind, and back
        assertThat(Bounded.get(operators.submit(control::undo))).isTrue();
        Bounded.get(operators.submit(control::start));
        Bounded.get(operators.submit(context::close));
        assertThat(start).isNotDone();
        gate.countDown();
        Bounded.get(start);
        operators.shutdown();
    }

    @Test
    void mindsThatAreChangedAtOnceShouldEndInWhatIsSo() throws Exception {
        try (ConfigurableApplicationContext context = run(null)) {
            DrainControl control = context.getBean(DrainControl.class);
            ExecutorService operators = Executors.newFixedThreadPool(2);
            for (int round = 0; round < 500; round++) {
                Future<?> start = operators.submit(control::start);
                Future<?> undo = operators.submit(control::undo);
                AvailabilityChangeEvent.publish(context, ACCEPTING);
                Bounded.get(start);
                Bounded.get(undo);
                assertThat(readiness(context))
                    .isEqualTo(context.getBean(Drain.class).isDraining() ? REFUSING : ACCEPTING);
                control.undo();
                assertThat(readiness(context)).isEqualTo(ACCEPTING);
            }
            operators.shutdown();
        }
    }

    @Test
    void readinessShouldFollowWhereEventsAreAsynchronous() {
        try (ConfigurableApplicationContext context = run(null)) {
            Queue<Runnable> later = new ArrayDeque<>();
            context
                .getBean(AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME,
                        SimpleApplicationEventMulticaster.class)
                .setTaskExecutor(later::add);
            context.getBean(DrainControl.class).start();
            context.getBean(DrainControl.class).undo();
            assertThat(later).isNotEmpty();
            later.forEach(Runnable::run);
            context
                .getBean(AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME,
                        SimpleApplicationEventMulticaster.class)
                .setTaskExecutor(null);
            assertThat(context.getBean(Told.class).states).containsExactly(ACCEPTING, REFUSING, ACCEPTING);
            assertThat(readiness(context)).isEqualTo(ACCEPTING);
        }
    }

    @Test
    void failureOfAListenerShouldStopNothing() {
        try (ConfigurableApplicationContext context = run(null)) {
            context.addApplicationListener((AvailabilityChangeEvent<?> event) -> {
                throw new IllegalStateException("expected by the test");
            });
            context.getBean(DrainControl.class).start();
            assertThat(context.getBean(Drain.class).state()).isEqualTo(Drain.State.QUIESCING);
            assertThat(context.getBean(DrainControl.class).undo()).isTrue();
        }
    }

    @Test
    void everyContextThatSharesTheDrainShouldBeTold() {
        try (ConfigurableApplicationContext parent = run(null); ConfigurableApplicationContext beside = run(null)) {
            ConfigurableApplicationContext one = run(parent);
            ConfigurableApplicationContext other = run(parent);
            DrainControl control = parent.getBean(DrainControl.class);
            assertThat(one.getBean(DrainControl.class)).isSameAs(control);
            control.start();
            assertThat(one.getBean(Told.class).states).containsExactly(ACCEPTING, REFUSING);
            assertThat(other.getBean(Told.class).states).containsExactly(ACCEPTING, REFUSING);
            // By those of its children, as when they are started
            assertThat(parent.getBean(Told.class).states).containsExactly(ACCEPTING, ACCEPTING, ACCEPTING, REFUSING,
                    REFUSING);
            one.close();
            assertThat(control.undo()).isTrue();
            assertThat(readiness(other)).isEqualTo(ACCEPTING);
            assertThat(other.getBean(Told.class).states).containsExactly(ACCEPTING, REFUSING, ACCEPTING);
            control.start();
            other.close();
            assertThat(control.undo()).isTrue();
            assertThat(readiness(parent)).isEqualTo(ACCEPTING);
            assertThat(beside.getBean(Told.class).states).containsExactly(ACCEPTING);
            assertThat(beside.getBean(Drain.class).isDraining()).isFalse();
        }
    }

    @Test
    void applicationThatStopsShouldNotBeTakenBack() {
        ConfigurableApplicationContext context = run(null);
        DrainControl control = context.getBean(DrainControl.class);
        Drain drain = context.getBean(Drain.class);
        Told told = context.getBean(Told.class);
        List<String> seen = new CopyOnWriteArrayList<>();
        drain.listen((state) -> {
            control.start();
            seen.add(state + " " + control.undo() + " " + control.isDrained());
        });
        context.close();
        control.start();
        assertThat(control.undo()).isFalse();
        assertThat(seen).containsExactly("QUIESCING false true", "DRAINING false false", "DRAINED false true");
        assertThat(drain.state()).isEqualTo(Drain.State.DRAINED);
        assertThat(told.states).containsExactly(ACCEPTING);
    }

    @Test
    void applicationThatIsToldToStopMeanwhileShouldGetAllItsTime() {
        ConfigurableApplicationContext context = run(null);
        DrainControl control = context.getBean(DrainControl.class);
        Drain drain = context.getBean(Drain.class);
        control.start();
        // As the closing thread does it, between a look at the context and the undoing
        drain.begin();
        assertThat(control.undo()).isFalse();
        assertThat(control.isStopping()).isFalse();
        assertThat(drain.state()).isEqualTo(Drain.State.QUIESCING);
        assertThat(readiness(context)).isEqualTo(REFUSING);
        context.close();
        assertThat(control.isStopping()).isTrue();
    }

    @Test
    void applicationThatIsStoppedForAWhileShouldNotBeTakenBack() {
        try (ConfigurableApplicationContext context = run(null)) {
            DrainControl control = context.getBean(DrainControl.class);
            context.stop();
            assertThat(control.undo()).isFalse();
            assertThat(context.getBean(Drain.class).state()).isEqualTo(Drain.State.DRAINED);
            context.start();
            assertThat(control.undo()).isTrue();
            assertThat(context.getBean(Drain.class).state()).isEqualTo(Drain.State.SERVING);
            control.start();
            context.stop();
            context.start();
            assertThat(control.undo()).isTrue();
            assertThat(readiness(context)).isEqualTo(ACCEPTING);
        }
    }

    @Test
    void verdictShouldReckonWithWhatIsCountedOnlyLater() throws Exception {
        try (ConfigurableApplicationContext context = run(null)) {
            DrainControl control = context.getBean(DrainControl.class);
            WaitGroupRegistry registry = context.getBean(WaitGroupRegistry.class);
            Registration unit = registry.group("orders").register("order");
            Runnable takeAway = registry.uncounted("pool", () -> Map.of("pool", () -> {
                throw new IllegalStateException("not to be awaited");
            }));
            assertThat(control.isDrained()).isFalse();
            control.start();
            assertThat(control.isDrained()).isFalse();
            unit.close();
            assertThat(control.isDrained()).isFalse();
            assertThat(control.isDrained()).isFalse();
            // Asked for, but neither counted nor awaited
            assertThat(Bounded.group(registry, "pool").totals()).isEqualTo(new WaitGroupTotals(0, 0, 0, 0));
            takeAway.run();
            assertThat(control.isDrained()).isTrue();
            assertThat(control.undo()).isTrue();
            assertThat(control.isDrained()).isFalse();
        }
    }

    @Test
    void verdictShouldNotWaitForWhatIsEndedOnlyLater() {
        try (ConfigurableApplicationContext context = run(null)) {
            DrainControl control = context.getBean(DrainControl.class);
            WaitGroupRegistry registry = context.getBean(WaitGroupRegistry.class);
            Registration session = registry.group("websocket").register("session");
            session.openEnded(session::close);
            Registration unit = registry.group("orders").register("order");
            control.start();
            assertThat(control.isDrained()).isFalse();
            unit.close();
            assertThat(control.isDrained()).isTrue();
            assertThat(registry.count()).isOne();
        }
    }

    private static ReadinessState readiness(ApplicationContext context) {
        return context.getBean(ApplicationAvailability.class).getReadinessState();
    }

    // Before Boot says that it is ready
    private static ApplicationListener<ApplicationStartedEvent> starting(
            Consumer<ConfigurableApplicationContext> action) {
        return (event) -> action.accept(event.getApplicationContext());
    }

    private static ConfigurableApplicationContext run(@Nullable ConfigurableApplicationContext parent,
            ApplicationListener<?>... listeners) {
        SpringApplicationBuilder builder = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
            .registerShutdownHook(false)
            .listeners(listeners);
        if (parent != null) {
            builder.parent(parent);
        }
        return builder.run("--spring.main.banner-mode=off", "--spring.jmx.enabled=false");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        Told told() {
            return new Told();
        }

    }

    static class Told implements ApplicationListener<AvailabilityChangeEvent<ReadinessState>> {

        final List<ReadinessState> states = new CopyOnWriteArrayList<>();

        @Override
        public void onApplicationEvent(AvailabilityChangeEvent<ReadinessState> event) {
            this.states.add(event.getState());
        }

    }

}
