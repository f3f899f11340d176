// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.tracing;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.github.waitgroup.InFlight;
import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.autoconfigure.Bounded;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.inflight.InFlightWaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;
import io.github.waitgroup.autoconfigure.scheduling.SchedulingWaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.task.TaskWaitGroupAutoConfiguration;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.test.simple.SimpleSpan;
import io.micrometer.tracing.test.simple.SimpleTracer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ScheduledTasksObservationAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TracingWaitGroupAutoConfiguration}.
 */
class TracingWaitGroupAutoConfigurationTests {

    private final ApplicationContextRunner plainRunner = new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class,
                TaskWaitGroupAutoConfiguration.class, SchedulingWaitGroupAutoConfiguration.class,
                InFlightWaitGroupAutoConfiguration.class, TracingWaitGroupAutoConfiguration.class,
                ObservationAutoConfiguration.class, ScheduledTasksObservationAutoConfiguration.class,
                TaskExecutionAutoConfiguration.class, TaskSchedulingAutoConfiguration.class));

    private final ApplicationContextRunner runner = this.plainRunner
        .withConfiguration(AutoConfigurations.of(MicrometerTracingAutoConfiguration.class))
        .withBean(SimpleTracer.class)
        .withUserConfiguration(Application.class)
        .withBean(Work.class);

    @Test
    void workOfThreadInAnObservationShouldBelongToItsTrace() {
        this.runner.run((context) -> observe(context.getBean(ObservationRegistry.class), () -> {
            String trace = trace(context.getBean(Tracer.class));
            assertThat(context.getBean(Work.class).inFlight()).isEqualTo(trace);
            assertThat(Bounded.get(context.getBean(Work.class).later())).isEqualTo(trace);
            Registration unit = context.getBean(WaitGroup.class).register("Mails.send");
            assertThat(unit.traceId()).isEqualTo(trace);
            unit.close();
        }));
    }

    @Test
    void workShouldBelongToTheTraceOfItsThreadIfBeansAreLazy() {
        this.runner
            .withInitializer(
                    (context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
            .run((context) -> observe(context.getBean(ObservationRegistry.class), () -> {
                Registration unit = context.getBean(WaitGroup.class).register("Mails.send");
                assertThat(unit.traceId()).isEqualTo(trace(context.getBean(Tracer.class)));
                unit.close();
            }));
    }

    @Test
    void observationThatBeginsInTheWorkShouldTellItsTrace() {
        this.runner.run((context) -> {
            Registration unit = context.getBean(WaitGroup.class).register("Mails.send");
            unit.run(() -> Observation.start("request", context.getBean(ObservationRegistry.class)).stop());
            assertThat(unit.traceId()).isNotNull()
                .isEqualTo(context.getBean(SimpleTracer.class).getSpans().element().context().traceId());
        });
    }

    @Test
    void workThatIsNotObservedShouldHaveNoTrace() {
        this.runner.run((context) -> {
            assertThat(context.getBean(Work.class).inFlight()).isNull();
            assertThat(Bounded.get(context.getBean(Work.class).later())).isNull();
        });
    }

    @Test
    void asyncMethodShouldBelongToThePropagatedTrace() {
        this.runner.withBean(ContextPropagatingTaskDecorator.class)
            .run((context) -> observe(context.getBean(ObservationRegistry.class),
                    () -> assertThat(Bounded.get(context.getBean(Work.class).later()))
                        .isEqualTo(trace(context.getBean(Tracer.class)))));
    }

    @Test
    void scheduledMethodShouldBelongToTheTraceOfItsRun() {
        this.runner.withUserConfiguration(Schedules.class).run((context) -> {
            String trace = Bounded.get(context.getBean(Schedules.class).trace);
            assertThat(context.getBean(SimpleTracer.class).getSpans())
                .anySatisfy((span) -> assertThat(span.context().traceId()).isEqualTo(trace));
        });
    }

    @Test
    void tracerThatFailsShouldRefuseNoWork() {
        this.plainRunner.withBean(Tracer.class, FailingTracer::new)
            .withUserConfiguration(Application.class)
            .withBean(Work.class)
            .run((context) -> assertThat(context.getBean(Work.class).inFlight()).isNull());
    }

    @Test
    void runWhenThereIsNoTracerShouldBackOff() {
        this.plainRunner.run((context) -> assertThat(context).hasNotFailed()
            .doesNotHaveBean(TraceObservationHandler.class)
            .doesNotHaveBean(CurrentTrace.class));
    }

    @Test
    void runWhenTracingIsMissingShouldBackOff() {
        this.plainRunner.withClassLoader(new FilteredClassLoader("io.micrometer.tracing"))
            .run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("waitGroupTraceObservationHandler"));
    }

    @Test
    void runWhenObservationIsMissingShouldBackOff() {
        new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class,
                    TracingWaitGroupAutoConfiguration.class))
            .withClassLoader(new FilteredClassLoader("io.micrometer"))
            .run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("waitGroupTraceObservationHandler"));
    }

    @Test
    void runWhenDisabledShouldBackOff() {
        this.runner.withPropertyValues("waitgroup.enabled=false")
            .run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TraceObservationHandler.class));
    }

    private static void observe(ObservationRegistry observations, Checks checks) throws Exception {
        Observation observation = Observation.start("message", observations);
        try (Observation.Scope scope = observation.openScope()) {
            assertThat(scope.getCurrentObservation()).isSameAs(observation);
            checks.run();
        }
        finally {
            observation.stop();
        }
    }

    private static String trace(Tracer tracer) {
        return Objects.requireNonNull(tracer.currentSpan()).context().traceId();
    }

    interface Checks {

        void run() throws Exception;

    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    static class Application {

    }

    static class Work {

        @InFlight
        @Nullable String inFlight() {
            return current();
        }

        @Async
        CompletableFuture<@Nullable String> later() {
            return CompletableFuture.completedFuture(current());
        }

        static @Nullable String current() {
            Registration unit = Registration.current();
            return (unit != null) ? unit.group().snapshot(1).work().get(0).traceId() : "no unit";
        }

    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Schedules {

        private final CompletableFuture<@Nullable String> trace = new CompletableFuture<>();

        @Scheduled(fixedDelay = 60_000)
        void run() {
            this.trace.complete(Work.current());
        }

    }

    static class FailingTracer extends SimpleTracer {

        @Override
        public SimpleSpan currentSpan() {
            throw new IllegalStateException("no span");
        }

    }

}
