// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.metrics;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.WaitGroupTotals;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.DisposableBean;

/**
 * Binds the numbers of each group, those that come later included, and those of the
 * drain. They are read when somebody looks: to count costs nothing more.
 */
class WaitGroupMeters implements MeterBinder, DisposableBean {

    private final WaitGroupRegistry groups;

    private final Drain drain;

    private final List<Runnable> listening = new CopyOnWriteArrayList<>();

    WaitGroupMeters(WaitGroupRegistry groups, Drain drain) {
        this.groups = groups;
        this.drain = drain;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        this.listening.add(this.groups.listen((group) -> bind(group, meters)));
        TimeGauge
            .builder("waitgroup.drain.duration", this.drain, TimeUnit.NANOSECONDS, (drain) -> drain.elapsed().toNanos())
            .description("Time since the drain began, or that it took once it is over; zero while serving")
            .register(meters);
    }

    private static void bind(WaitGroup group, MeterRegistry meters) {
        Gauge.builder("waitgroup.in.flight", group, (each) -> each.totals().inFlight())
            .description("Units of work that have not ended")
            .tag("group", group.name())
            .baseUnit(BaseUnits.TASKS)
            .register(meters);
        counter(group, "waitgroup.registered", "Units of work ever registered", WaitGroupTotals::registered, meters);
        counter(group, "waitgroup.completed", "Units of work that ended, well or not", WaitGroupTotals::completed,
                meters);
        counter(group, "waitgroup.failed", "Units of work that ended with a failure", WaitGroupTotals::failed, meters);
        counter(group, "waitgroup.abandoned", "Units of work that a drain gave up, or that leaked",
                WaitGroupTotals::abandoned, meters);
        TimeGauge.builder("waitgroup.oldest.age", group, TimeUnit.NANOSECONDS, WaitGroupMeters::oldestAge)
            .description("Age of the oldest unit of work in flight; zero if there is none")
            .tag("group", group.name())
            .register(meters);
    }

    private static void counter(WaitGroup group, String name, String description,
            ToLongFunction<WaitGroupTotals> number, MeterRegistry meters) {
        FunctionCounter.builder(name, group, (each) -> number.applyAsLong(each.totals()))
            .description(description)
            .tag("group", group.name())
            .baseUnit(BaseUnits.TASKS)
            .register(meters);
    }

    private static double oldestAge(WaitGroup group) {
        Duration age = group.snapshot(0).oldestAge();
        return (age != null) ? age.toNanos() : 0;
    }

    @Override
    public void destroy() {
        this.listening.forEach(Runnable::run);
    }

}
