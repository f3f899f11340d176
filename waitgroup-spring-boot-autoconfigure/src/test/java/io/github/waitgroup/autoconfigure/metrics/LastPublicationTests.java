// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.metrics;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.waitgroup.Drain;
import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.Bounded;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.step.StepMeterRegistry;
import io.micrometer.core.instrument.step.StepRegistryConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.context.SmartLifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what is known of a drain outside the process, while it goes on and at its end.
 */
class LastPublicationTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class,
                MetricsWaitGroupAutoConfiguration.class, MetricsAutoConfiguration.class,
                CompositeMeterRegistryAutoConfiguration.class, PrometheusMetricsExportAutoConfiguration.class))
        .withPropertyValues("waitgroup.shutdown.interrupt=false");

    private final Pushed pushed = new Pushed();

    @Test
    void lastPublicationShouldHaveTheEndOfTheDrain() {
        Registration[] unit = new Registration[1];
        this.runner.withBean(Pushed.class, () -> this.pushed)
            .withPropertyValues("waitgroup.shutdown.timeout=0")
            .run((context) -> {
                WaitGroup mails = context.getBean(WaitGroupRegistry.class).group("mails");
                mails.register("Mails.send").close();
                unit[0] = mails.register("Mails.send");
            });
        assertThat(unit[0].state()).isEqualTo(Registration.State.ABANDONED);
        assertThat(this.pushed.isClosed()).isTrue();
        assertThat(this.pushed.last).containsEntry("waitgroup.abandoned mails", 1.0)
            .containsEntry("waitgroup.completed mails", 1.0)
            .containsEntry("waitgroup.in.flight mails", 0.0);
        assertThat(this.pushed.last.get("waitgroup.drain.duration null")).isPositive();
    }

    @Test
    void registriesShouldBeClosedBeforeBeansWhoseNumbersTheyShow() {
        boolean[] closedBefore = { false };
        this.runner.withBean(Pushed.class, () -> this.pushed)
            .withBean("gauged", DisposableBean.class, () -> () -> closedBefore[0] = this.pushed.isClosed(),
                    (bean) -> bean.setDependsOn("compositeMeterRegistry"))
            .run((context) -> assertThat(context).hasNotFailed());
        assertThat(closedBefore[0]).isTrue();
    }

    @Test
    void lastPublicationShouldReadBeansThatAreMadeLateWhileTheyLive() {
        this.runner.withBean(Pushed.class, () -> this.pushed)
            .withBean(Pool.class, () -> new Pool(this.pushed), (bean) -> bean.setLazyInit(true))
            .run((context) -> context.getBean(Pool.class));
        assertPublishedOnceWith(Pool.SIZE);
    }

    @Test
    void lastPublicationShouldReadBeansWhileTheyLiveIfAllAreLazy() {
        this.runner.withBean(Pushed.class, () -> this.pushed)
            .withBean(Pool.class, () -> new Pool(this.pushed))
            .withInitializer(
                    (context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
            .run((context) -> {
                context.getBean(Pushed.class);
                context.getBean(Pool.class);
            });
        assertPublishedOnceWith(Pool.SIZE);
    }

    @Test
    void registriesShouldLiveOnInAContextThatIsStopped() {
        this.runner.withBean(Pushed.class, () -> this.pushed)
            .withBean(Pool.class, () -> new Pool(this.pushed), (bean) -> bean.setLazyInit(true))
            .run((context) -> {
                ConfigurableApplicationContext stopped = context.getSourceApplicationContext();
                stopped.stop();
                assertThat(this.pushed.isClosed()).isFalse();
                stopped.start();
                context.getBean(Pool.class);
                stopped.stop();
                assertThat(this.pushed.isClosed()).isFalse();
            });
        assertPublishedOnceWith(Pool.SIZE);
    }

    @Test
    void registriesShouldBeClosedBeforeBeansIfTheStartFails() {
        this.runner.withBean(Pushed.class, () -> this.pushed)
            .withBean(Pool.class, () -> new Pool(this.pushed), (bean) -> bean.setDependsOn("compositeMeterRegistry"))
            .withBean(Lifecycle.class, Unstartable::new)
            .run((context) -> assertThat(context).hasFailed());
        assertPublishedOnceWith(Pool.SIZE);
    }

    private void assertPublishedOnceWith(double poolSize) {
        assertThat(this.pushed.isClosed()).isTrue();
        assertThat(this.pushed.last).containsEntry("pool.size null", poolSize);
        assertThat(this.pushed.publications).isEqualTo(1);
    }

    @Test
    void scrapeShouldShowTheDrainAndWhatRemains() throws Exception {
        CountDownLatch draining = new CountDownLatch(1);
        this.runner.run((context) -> {
            WaitGroupRegistry groups = context.getBean(WaitGroupRegistry.class);
            PrometheusMeterRegistry prometheus = context.getBean(PrometheusMeterRegistry.class);
            Registration unit = groups.group("mails").register("Mails.send");
            assertThat(prometheus.scrape()).contains("waitgroup_drain_duration_seconds 0.0");
            context.getBean(Drain.class).listen((state) -> {
                if (state == Drain.State.DRAINING) {
                    draining.countDown();
                }
            });
            Thread closing = new Thread(context.getSourceApplicationContext()::close, "closing");
            closing.start();
            Bounded.await(draining);
            Registration late = groups.group("late").register("Mails.retry");
            assertThat(prometheus.scrape()).contains("waitgroup_in_flight_tasks{group=\"mails\"} 1.0")
                .contains("waitgroup_in_flight_tasks{group=\"late\"} 1.0")
                .contains("waitgroup_drain_duration_seconds ")
                .doesNotContain("waitgroup_drain_duration_seconds 0.0\n");
            assertThat(prometheus.isClosed()).isFalse();
            unit.close();
            late.close();
            closing.join(Bounded.LIMIT.toMillis());
            assertThat(closing.isAlive()).isFalse();
        });
    }

    /** Has a number only as long as it lives. */
    static class Pool implements DisposableBean {

        static final double SIZE = 7;

        private double size = SIZE;

        Pool(Pushed meters) {
            Gauge.builder("pool.size", this, (pool) -> pool.size).register(meters);
        }

        @Override
        public void destroy() {
            this.size = -1;
        }

    }

    static class Unstartable implements SmartLifecycle {

        @Override
        public void start() {
            throw new IllegalStateException("no start");
        }

        @Override
        public void stop() {
        }

        @Override
        public boolean isRunning() {
            return false;
        }

    }

    /** Publishes nothing by itself, and once when it is closed. */
    static class Pushed extends StepMeterRegistry {

        private final Map<String, Double> last = new ConcurrentHashMap<>();

        private int publications;

        Pushed() {
            super(new StepRegistryConfig() {

                @Override
                public String prefix() {
                    return "pushed";
                }

                @Override
                public @Nullable String get(String key) {
                    return null;
                }

                @Override
                public Duration step() {
                    return Duration.ofHours(1);
                }

            }, Clock.SYSTEM);
        }

        @Override
        protected TimeUnit getBaseTimeUnit() {
            return TimeUnit.SECONDS;
        }

        @Override
        protected void publish() {
            this.publications++;
            for (Meter meter : getMeters()) {
                this.last.put(meter.getId().getName() + " " + meter.getId().getTag("group"),
                        meter.measure().iterator().next().getValue());
            }
        }

    }

}
