// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.metrics;

import java.time.Duration;

import io.github.waitgroup.Drain;
import io.github.waitgroup.DrainOptions;
import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WaitGroupMeters}.
 */
class WaitGroupMetersTests {

    private final WaitGroupRegistry groups = new WaitGroupRegistry();

    private final Drain drain = new Drain(this.groups, DrainOptions.ofTimeout(Duration.ZERO));

    private final WaitGroupMeters binder = new WaitGroupMeters(this.groups, this.drain);

    private final MeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void numbersShouldBeThoseOfTheGroup() {
        this.binder.bindTo(this.meters);
        WaitGroup mails = this.groups.group("mails");
        mails.register("Mails.send").close();
        Registration failed = mails.register("Mails.send");
        failed.fail();
        failed.close();
        Registration unit = mails.register("Mails.send");
        assertThat(value("waitgroup.in.flight")).isEqualTo(1);
        assertThat(value("waitgroup.registered")).isEqualTo(3);
        assertThat(value("waitgroup.completed")).isEqualTo(2);
        assertThat(value("waitgroup.failed")).isEqualTo(1);
        assertThat(value("waitgroup.abandoned")).isZero();
        assertThat(value("waitgroup.oldest.age")).isPositive().isLessThan(60.0);
        unit.close();
        assertThat(value("waitgroup.in.flight")).isZero();
        assertThat(value("waitgroup.oldest.age")).isZero();
    }

    @Test
    void everyMeterShouldSayWhatItIs() {
        this.groups.group("mails");
        this.binder.bindTo(this.meters);
        assertThat(this.meters.getMeters()).hasSize(7).allSatisfy((meter) -> {
            assertThat(meter.getId().getDescription()).isNotBlank();
            assertThat(meter.getId().getBaseUnit()).isIn("tasks", "seconds");
            assertThat(meter.getId().getTags()).isSubsetOf(Tag.of("group", "mails"));
        });
    }

    @Test
    void drainShouldBeSeen() throws Exception {
        WaitGroup mails = this.groups.group("mails");
        this.binder.bindTo(this.meters);
        assertThat(this.meters.get("waitgroup.drain.duration").timeGauge().value()).isZero();
        Registration unit = mails.register("Mails.send");
        this.drain.begin();
        assertThat(this.meters.get("waitgroup.drain.duration").timeGauge().value()).isPositive();
        this.drain.await();
        unit.close();
        assertThat(value("waitgroup.in.flight")).isZero();
        assertThat(value("waitgroup.abandoned")).isEqualTo(1);
        double took = this.meters.get("waitgroup.drain.duration").timeGauge().value();
        assertThat(this.meters.get("waitgroup.drain.duration").timeGauge().value()).isPositive().isEqualTo(took);
    }

    @Test
    void streamsShouldNotBeTakenForOldWork() {
        WaitGroup mails = this.groups.group("mails");
        this.binder.bindTo(this.meters);
        Registration stream = mails.register("GET /events");
        stream.openEnded(stream::close);
        assertThat(value("waitgroup.oldest.age")).isZero();
        assertThat(value("waitgroup.in.flight")).isEqualTo(1);
        stream.close();
    }

    @Test
    void groupsWhoseNamesLookAlikeShouldBeApart() {
        PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        this.binder.bindTo(prometheus);
        this.groups.group("mails.out").register("Mails.send").close();
        this.groups.group("mails_out");
        this.groups.group("mails-out");
        assertThat(prometheus.scrape()).contains("waitgroup_completed_tasks_total{group=\"mails.out\"} 1.0",
                "waitgroup_completed_tasks_total{group=\"mails_out\"} 0.0",
                "waitgroup_completed_tasks_total{group=\"mails-out\"} 0.0");
    }

    @Test
    void registryBoundTwiceShouldBeForgottenAtOnce() {
        this.binder.bindTo(this.meters);
        this.binder.bindTo(this.meters);
        this.binder.destroy();
        this.groups.group("mails");
        assertThat(this.meters.find("waitgroup.in.flight").meters()).isEmpty();
    }

    @Test
    void destroyedBinderShouldListenNoMore() {
        this.binder.bindTo(this.meters);
        this.binder.destroy();
        this.groups.group("mails");
        assertThat(this.meters.find("waitgroup.in.flight").meters()).isEmpty();
    }

    private double value(String name) {
        Meter meter = this.meters.get(name).tag("group", "mails").meter();
        return meter.measure().iterator().next().getValue();
    }

}
