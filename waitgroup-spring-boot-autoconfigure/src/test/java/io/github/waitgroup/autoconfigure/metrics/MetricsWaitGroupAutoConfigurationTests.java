// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.metrics;

import java.util.function.ToDoubleFunction;

import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MetricsWaitGroupAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class MetricsWaitGroupAutoConfigurationTests {

    private final ApplicationContextRunner plainRunner = new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class,
                MetricsWaitGroupAutoConfiguration.class));

    private final ApplicationContextRunner runner = this.plainRunner.withConfiguration(
            AutoConfigurations.of(MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class));

    @Test
    void runShouldBindGroupsThatAreThereAndThoseToCome() {
        this.runner.withBean(SimpleMeterRegistry.class).run((context) -> {
            MeterRegistry meters = context.getBean(MeterRegistry.class);
            assertThat(inFlight(meters, "application")).isZero();
            Registration unit = context.getBean(WaitGroupRegistry.class).group("mails").register("Mails.send");
            assertThat(inFlight(meters, "mails")).isOne();
            unit.close();
            assertThat(inFlight(meters, "mails")).isZero();
        });
    }

    @Test
    void runWhenSeveralRegistriesShouldBindEach() {
        this.runner
            .withConfiguration(AutoConfigurations.of(PrometheusMetricsExportAutoConfiguration.class,
                    SimpleMetricsExportAutoConfiguration.class))
            .withBean("other", SimpleMeterRegistry.class)
            .run((context) -> {
                WaitGroup group = context.getBean(WaitGroupRegistry.class).group("mails");
                group.register("Mails.send").close();
                assertThat(context.getBean(PrometheusMeterRegistry.class).scrape())
                    .contains("waitgroup_registered_tasks_total{group=\"mails\"} 1.0");
                assertThat(inFlight(context.getBean("other", MeterRegistry.class), "mails")).isZero();
                SimpleMeterRegistry late = new SimpleMeterRegistry();
                ((CompositeMeterRegistry) context.getBean(MeterRegistry.class)).add(late);
                assertThat(late.get("waitgroup.completed").tag("group", "mails").functionCounter().count()).isOne();
            });
    }

    @Test
    void runWhenRegistryThrowsShouldStartAndBindTheRest(CapturedOutput output) {
        this.runner.withBean(MeterRegistry.class, () -> new SimpleMeterRegistry() {

            @Override
            protected <T> Gauge newGauge(Meter.Id id, @Nullable T object, ToDoubleFunction<T> number) {
                if (id.getName().equals("waitgroup.in.flight")) {
                    throw new IllegalStateException("no gauges here");
                }
                return super.newGauge(id, object, number);
            }

        }).run((context) -> {
            assertThat(context).hasNotFailed();
            context.getBean(WaitGroupRegistry.class).group("mails").register("Mails.send").close();
            MeterRegistry meters = context.getBean(MeterRegistry.class);
            assertThat(meters.find("waitgroup.in.flight").gauges()).isEmpty();
            assertThat(meters.get("waitgroup.completed").tag("group", "mails").functionCounter().count()).isOne();
            assertThat(output).contains("Meter 'waitgroup.in.flight' could not be registered with ")
                .contains("no gauges here");
        });
    }

    @Test
    void runWhenMetersAreDeniedShouldStart() {
        this.runner.withBean(SimpleMeterRegistry.class)
            .withBean(MeterFilter.class, () -> MeterFilter.denyNameStartsWith("waitgroup"))
            .run((context) -> {
                assertThat(context).hasNotFailed();
                context.getBean(WaitGroupRegistry.class).group("mails").register("Mails.send").close();
                assertThat(context.getBean(MeterRegistry.class).getMeters()).isEmpty();
            });
    }

    @Test
    void runWhenDisabledByPropertyOfBootShouldNotPublish() {
        this.runner.withBean(SimpleMeterRegistry.class)
            .withPropertyValues("management.metrics.enable.waitgroup.oldest=false", "management.metrics.tags.app=shop")
            .run((context) -> {
                MeterRegistry meters = context.getBean(MeterRegistry.class);
                assertThat(meters.find("waitgroup.oldest.age").meters()).isEmpty();
                assertThat(meters.get("waitgroup.in.flight").tag("app", "shop").gauges()).isNotEmpty();
            });
    }

    @Test
    void runWhenThereIsNoRegistryShouldStart() {
        this.plainRunner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MeterRegistry.class));
    }

    @Test
    void runWhenMicrometerIsMissingShouldBackOff() {
        this.plainRunner.withClassLoader(new FilteredClassLoader("io.micrometer"))
            .run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("waitGroupMeters"));
    }

    @Test
    void runWhenDisabledShouldBackOff() {
        this.runner.withBean(SimpleMeterRegistry.class).withPropertyValues("waitgroup.enabled=false").run((context) -> {
            assertThat(context).hasNotFailed().doesNotHaveBean(MeterBinder.class);
            assertThat(context.getBean(MeterRegistry.class).find("waitgroup.in.flight").meters()).isEmpty();
        });
    }

    @Test
    void registryOfChildShouldBeBoundOnceAndLeftAloneAfterItsEnd() {
        // Boot's composite would have the parent's registry, too, and close it
        ApplicationContextRunner runner = this.plainRunner
            .withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class));
        runner.withBean(SimpleMeterRegistry.class).run((parent) -> {
            SimpleMeterRegistry meters = new SimpleMeterRegistry();
            WaitGroupRegistry groups = parent.getBean(WaitGroupRegistry.class);
            runner.withParent(parent)
                .withBean("childMeters", MeterRegistry.class, () -> meters, (bean) -> bean.setPrimary(true))
                .run((child) -> {
                    assertThat(child.getSourceApplicationContext().containsLocalBean("waitGroupMeters")).isFalse();
                    assertThat(child.getBean(WaitGroupRegistry.class)).isSameAs(groups);
                    groups.group("mails");
                    assertThat(inFlight(meters, "mails")).isZero();
                });
            assertThat(meters.isClosed()).isTrue();
            assertThat(parent.getBean(MeterRegistry.class).isClosed()).isFalse();
            groups.group("orders");
            assertThat(meters.find("waitgroup.in.flight").tag("group", "orders").meters()).isEmpty();
            assertThat(inFlight(parent.getBean(MeterRegistry.class), "orders")).isZero();
        });
    }

    private static double inFlight(MeterRegistry meters, String group) {
        return meters.get("waitgroup.in.flight").tag("group", group).gauge().value();
    }

}
