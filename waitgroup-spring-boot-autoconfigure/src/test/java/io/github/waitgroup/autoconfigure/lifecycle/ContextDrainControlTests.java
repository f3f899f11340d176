// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import io.github.waitgroup.Drain;
import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
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
            control.undo();
            assertThat(readiness(context)).isEqualTo(ACCEPTING);
            assertThat(context.getBean(Told.class).states).containsExactly(ACCEPTING, REFUSING, REFUSING, REFUSING,
                    ACCEPTING);
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
    void applicationThatIsStoppedForAWhileShouldNotBeTakenBack() {
        try (ConfigurableApplicationContext context = run(null)) {
            DrainControl control = context.getBean(DrainControl.class);
            context.stop();
            assertThat(control.undo()).isFalse();
            assertThat(context.getBean(Drain.class).state()).isEqualTo(Drain.State.DRAINED);
            context.start();
            assertThat(control.undo()).isTrue();
            assertThat(context.getBean(Drain.class).state()).isEqualTo(Drain.State.SERVING);
        }
    }

    @Test
    void verdictShouldNameWhatIsCountedOnlyNow() throws Exception {
        try (ConfigurableApplicationContext context = run(null)) {
            DrainControl control = context.getBean(DrainControl.class);
            WaitGroupRegistry registry = context.getBean(WaitGroupRegistry.class);
            WaitGroup orders = registry.group("orders");
            Registration unit = orders.register("order");
            CountDownLatch gate = new CountDownLatch(1);
            Runnable takeAway = registry.uncounted("pool", () -> Map.of("pool", gate::await));
            assertThat(control.isDrained()).isFalse();
            control.start();
            assertThat(control.isDrained()).isFalse();
            assertThat(Bounded.group(registry, "pool").count()).isZero();
            unit.close();
            assertThat(control.isDrained()).isFalse();
            assertThat(Bounded.group(registry, "pool").count()).isEqualTo(1);
            assertThat(control.isDrained()).isFalse();
            assertThat(Bounded.group(registry, "pool").count()).isEqualTo(1);
            takeAway.run();
            gate.countDown();
            assertThat(Bounded.group(registry, "pool").await(Bounded.LIMIT)).isTrue();
            assertThat(registry.await(Bounded.LIMIT)).isTrue();
            assertThat(control.isDrained()).isTrue();
            assertThat(control.undo()).isTrue();
            assertThat(control.isDrained()).isFalse();
        }
    }

    private static ReadinessState readiness(ApplicationContext context) {
        return context.getBean(ApplicationAvailability.class).getReadinessState();
    }

    private static ConfigurableApplicationContext run(@Nullable ConfigurableApplicationContext parent) {
        SpringApplicationBuilder builder = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
            .registerShutdownHook(false);
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
