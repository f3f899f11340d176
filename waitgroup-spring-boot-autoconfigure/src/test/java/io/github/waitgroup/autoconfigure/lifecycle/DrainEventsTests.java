// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.waitgroup.Drain;
import io.github.waitgroup.DrainReport;
import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WorkSnapshot;
import io.github.waitgroup.autoconfigure.DrainCompletedEvent;
import io.github.waitgroup.autoconfigure.DrainReporter;
import io.github.waitgroup.autoconfigure.DrainStartedEvent;
import io.github.waitgroup.autoconfigure.DrainStateChangedEvent;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what the application's own code learns of a drain.
 */
@ExtendWith(OutputCaptureExtension.class)
class DrainEventsTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class))
        .withPropertyValues("waitgroup.shutdown.timeout=10ms", "waitgroup.shutdown.interrupt=false");

    @Test
    void closeShouldTellOfEachStateOnce() {
        this.runner.withBean(Listener.class).withPropertyValues("waitgroup.shutdown.timeout=1h").run((context) -> {
            Listener listener = context.getBean(Listener.class);
            context.getBean(WaitGroup.class).register("ends").close();
            close(context.getSourceApplicationContext());
            assertThat(listener.told).containsExactly("DrainStartedEvent QUIESCING", "DrainStateChangedEvent DRAINING",
                    "DrainCompletedEvent DRAINED");
            assertThat(listener.wasDraining).isTrue();
            assertThat(listener.left).isBetween(Duration.ofMinutes(1), Duration.ofHours(1));
        });
    }

    @Test
    void undoneQuiescingShouldBeTold() {
        this.runner.withBean(Listener.class).run((context) -> {
            Drain drain = context.getBean(Drain.class);
            drain.quiesce();
            drain.resume();
            assertThat(context.getBean(Listener.class).told).containsExactly("DrainStartedEvent QUIESCING",
                    "DrainStateChangedEvent SERVING");
        });
    }

    @Test
    void abandonedUnitsShouldComeToWhoKnowsThem() {
        this.runner.withBean(Outbox.class).run((context) -> {
            Outbox outbox = context.getBean(Outbox.class);
            outbox.accept("order 1", context.getBean(WaitGroup.class));
            outbox.accept("order 2", context.getBean(WaitGroup.class)).close();
            close(context.getSourceApplicationContext());
            assertThat(outbox.handedOver).containsExactly("order 1");
        });
    }

    @Test
    void workThatIsLostLateShouldBeToldByASecondEvent() {
        this.runner.withBean(Listener.class).withBean(Reporter.class).run((context) -> {
            WaitGroup group = context.getBean(WaitGroup.class);
            Listener listener = context.getBean(Listener.class);
            Reporter reporter = context.getBean(Reporter.class);
            group.register("in flight");
            context.getSourceApplicationContext()
                .addApplicationListener((DrainCompletedEvent event) -> registerOnce(group, event));
            close(context.getSourceApplicationContext());
            assertThat(listener.told).endsWith("DrainCompletedEvent ABANDONED", "DrainCompletedEvent ABANDONED late");
            assertThat(reporter.told).containsExactly("in flight", "late: came late");
        });
    }

    private static void registerOnce(WaitGroup group, DrainCompletedEvent event) {
        if (!event.isLate()) {
            group.register("came late");
        }
    }

    @Test
    void drainThatOthersHaveAwaitedShouldBeTold(CapturedOutput output) {
        this.runner.withBean(Listener.class).withBean(Reporter.class).run((context) -> {
            Listener listener = context.getBean(Listener.class);
            Reporter reporter = context.getBean(Reporter.class);
            context.getBean(WaitGroup.class).register("in flight");
            context.getBean(Drain.class).await();
            close(context.getSourceApplicationContext());
            assertThat(listener.told).containsOnlyOnce("DrainCompletedEvent ABANDONED");
            assertThat(reporter.told).containsExactly("in flight");
            assertThat(output).containsOnlyOnce("Drain aborted after")
                .containsOnlyOnce("Abandoned in application: in flight");
        });
    }

    @Test
    void fullQueueShouldBeNamedAsAWholeButNotBeforeListenersAreTold(CapturedOutput output) {
        this.runner.run((context) -> {
            WaitGroup group = context.getBean(WaitGroup.class);
            for (int i = 0; i < 150; i++) {
                group.register("unit");
            }
            List<Integer> named = new CopyOnWriteArrayList<>();
            context.getSourceApplicationContext()
                .addApplicationListener((DrainCompletedEvent event) -> named.add(named(output)));
            close(context.getSourceApplicationContext());
            assertThat(named).containsExactly(100);
            assertThat(named(output)).isEqualTo(150);
        });
    }

    private static int named(CapturedOutput output) {
        return output.getAll().split("Abandoned in application: unit", -1).length - 1;
    }

    @Test
    void listenersAndReportersThatFailShouldStopNothing(CapturedOutput output) {
        this.runner.withBean(FailingListener.class)
            .withBean(FailingReporter.class)
            .withBean(Reporter.class)
            .run((context) -> {
                Reporter reporter = context.getBean(Reporter.class);
                context.getBean(WaitGroup.class).register("in flight");
                context.getBean(Drain.class).quiesce();
                close(context.getSourceApplicationContext());
                assertThat(reporter.told).containsExactly("in flight");
                assertThat(output).contains("A listener of DrainStartedEvent failed; the drain goes on",
                        "A listener of DrainStateChangedEvent failed", "A listener of DrainCompletedEvent failed",
                        "Failing reporter failed; the drain goes on", "Drain aborted after");
            });
    }

    @Test
    void contextsThatShareADrainShouldTellOnce() {
        this.runner.withBean(Listener.class)
            .run((parent) -> this.runner.withParent(parent).withBean(Listener.class).run((child) -> {
                Listener ofParent = parent.getBean(Listener.class);
                parent.getBean(Drain.class).quiesce();
                assertThat(ofParent.told).containsExactly("DrainStartedEvent QUIESCING");
                child.getSourceApplicationContext().close();
                assertThat(ofParent.told).as("when only the child closes").hasSize(1);
                close(parent.getSourceApplicationContext());
                assertThat(ofParent.told).containsExactly("DrainStartedEvent QUIESCING",
                        "DrainStateChangedEvent DRAINING", "DrainCompletedEvent DRAINED");
            }));
    }

    @Test
    void contextsThatStopTogetherShouldTellTheEndOnce(CapturedOutput output) {
        this.runner.withBean(Listener.class).run((parent) -> this.runner.withParent(parent).run((child) -> {
            Listener listener = parent.getBean(Listener.class);
            parent.getBean(WaitGroup.class).register("in flight");
            parent.getSourceApplicationContext()
                .addApplicationListener((ContextClosedEvent event) -> child.getSourceApplicationContext().close());
            close(parent.getSourceApplicationContext());
            assertThat(listener.told).containsOnlyOnce("DrainCompletedEvent ABANDONED");
            assertThat(output).containsOnlyOnce("Drain aborted after");
        }));
    }

    private static void close(ConfigurableApplicationContext context) {
        context.close();
        assertThat(context.isActive()).isFalse();
    }

    static class Listener {

        final List<String> told = new CopyOnWriteArrayList<>();

        volatile boolean wasDraining;

        volatile Duration left = Duration.ZERO;

        @EventListener
        void changed(DrainStateChangedEvent event) {
            String late = (event instanceof DrainCompletedEvent completed && completed.isLate()) ? " late" : "";
            this.told.add(event.getClass().getSimpleName() + " " + event.getState() + late);
        }

        @EventListener
        void started(DrainStartedEvent event) {
            this.wasDraining = event.getDrain().isDraining();
            this.left = event.getDrain().remaining();
        }

    }

    static class Outbox {

        final List<String> handedOver = new CopyOnWriteArrayList<>();

        private final Map<Long, String> pending = new ConcurrentHashMap<>();

        Registration accept(String order, WaitGroup group) {
            Registration unit = group.register("Orders.accept");
            this.pending.put(unit.id(), order);
            return unit;
        }

        @EventListener
        void handOver(DrainCompletedEvent event) {
            for (WorkSnapshot unit : event.getReport().abandoned()) {
                this.handedOver.add(this.pending.get(unit.id()));
            }
        }

    }

    static class Reporter implements DrainReporter {

        final List<String> told = new CopyOnWriteArrayList<>();

        @Override
        public void completed(DrainReport report) {
            report.abandoned().forEach((unit) -> this.told.add(unit.label()));
        }

        @Override
        public void lostLate(DrainReport report) {
            report.abandoned().forEach((unit) -> this.told.add("late: " + unit.label()));
        }

    }

    static class FailingListener {

        @EventListener
        void changed(DrainStateChangedEvent event) {
            throw new IllegalStateException("expected by the test");
        }

    }

    @Order(1)
    static class FailingReporter implements DrainReporter {

        @Override
        public void completed(DrainReport report) {
            throw new AssertionError("expected by the test");
        }

        @Override
        public void lostLate(DrainReport report) {
            throw new AssertionError("expected by the test");
        }

        @Override
        public String toString() {
            return "Failing reporter";
        }

    }

}
