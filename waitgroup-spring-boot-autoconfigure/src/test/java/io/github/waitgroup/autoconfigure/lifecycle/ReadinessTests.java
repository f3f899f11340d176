// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.util.ArrayList;
import java.util.List;

import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of a stop that comes just as the start completes: whoever says last that traffic
 * is accepted must not be believed.
 */
class ReadinessTests {

    private static final ReadinessState ACCEPTING = ReadinessState.ACCEPTING_TRAFFIC;

    private static final ReadinessState REFUSING = ReadinessState.REFUSING_TRAFFIC;

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class,
                ApplicationAvailabilityAutoConfiguration.class))
        .withBean(Closing.class);

    @Test
    void startThatCompletesWhileClosingShouldNotAccept() {
        this.runner.run((context) -> {
            Closing closing = context.getBean(Closing.class);
            closing.meanwhile = () -> AvailabilityChangeEvent.publish(context, ACCEPTING);
            close(context);
            assertThat(closing.readiness).containsExactly(REFUSING);
        });
    }

    // Boot's web contexts say so before they are closed, and the start right after that
    @Test
    void startThatCompletesJustBeforeShouldNotAccept() {
        this.runner.run((context) -> {
            Closing closing = context.getBean(Closing.class);
            AvailabilityChangeEvent.publish(context, REFUSING);
            AvailabilityChangeEvent.publish(context, ACCEPTING);
            close(context);
            assertThat(closing.readiness).containsExactly(REFUSING);
        });
    }

    @Test
    void closeShouldNotSayItAgain() {
        this.runner.run((context) -> {
            Closing closing = context.getBean(Closing.class);
            AvailabilityChangeEvent.publish(context, REFUSING);
            close(context);
            assertThat(closing.events).containsExactly(REFUSING);
        });
    }

    @Test
    void contextThatSaidNothingShouldSayNothing() {
        this.runner.run((context) -> {
            Closing closing = context.getBean(Closing.class);
            close(context);
            assertThat(closing.events).isEmpty();
        });
    }

    private static void close(ApplicationContext context) {
        ((ConfigurableApplicationContext) context).close();
    }

    static class Closing {

        private final ApplicationAvailability availability;

        private final List<ReadinessState> events = new ArrayList<>();

        private final List<ReadinessState> readiness = new ArrayList<>();

        private Runnable meanwhile = () -> {
        };

        Closing(ApplicationAvailability availability) {
            this.availability = availability;
        }

        @EventListener
        void on(AvailabilityChangeEvent<ReadinessState> event) {
            this.events.add(event.getState());
        }

        // After the drain's own listener, which is the first
        @EventListener
        void on(ContextClosedEvent event) {
            this.meanwhile.run();
            this.readiness.add(this.availability.getReadinessState());
        }

    }

}
