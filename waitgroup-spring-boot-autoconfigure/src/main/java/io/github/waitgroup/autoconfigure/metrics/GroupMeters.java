// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.metrics;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupTotals;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.BaseUnits;

/**
 * The meters of one group. Their only tag is {@code group}: labels of single units would
 * be far too many.
 * <ul>
 * <li>{@code waitgroup.in.flight}, a gauge</li>
 * <li>{@code waitgroup.registered}, {@code waitgroup.completed}, {@code waitgroup.failed}
 * (a part of the completed) and {@code waitgroup.abandoned}, counters</li>
 * <li>{@code waitgroup.oldest.age}, a gauge of the oldest unit that has an end of its
 * own</li>
 * </ul>
 */
class GroupMeters {

    private static final String TAG = "group";

    private final WaitGroup group;

    GroupMeters(WaitGroup group) {
        this.group = group;
    }

    void registerAll(MeterRegistry meters) {
        inFlight("waitgroup.in.flight", "Units of work that have not ended", meters);
        counter("waitgroup.registered", "Units of work ever registered", WaitGroupTotals::registered, meters);
        counter("waitgroup.completed", "Units of work that ended, well or not", WaitGroupTotals::completed, meters);
        counter("waitgroup.failed", "Units of work that ended with a failure", WaitGroupTotals::failed, meters);
        counter("waitgroup.abandoned", "Units of work that a drain gave up, or that leaked", WaitGroupTotals::abandoned,
                meters);
        oldestAge("waitgroup.oldest.age",
                "Age of the oldest unit of work in flight, streams and sessions aside; zero if there is none", meters);
    }

    private void inFlight(String name, String description, MeterRegistry meters) {
        Registering.attempt(name, meters,
                (each) -> Gauge.builder(name, this.group, (group) -> group.totals().inFlight())
                    .description(description)
                    .tag(TAG, this.group.name())
                    .baseUnit(BaseUnits.TASKS)
                    .register(each));
    }

    private void counter(String name, String description, ToLongFunction<WaitGroupTotals> number,
            MeterRegistry meters) {
        Registering.attempt(name, meters,
                (each) -> FunctionCounter.builder(name, this.group, (group) -> number.applyAsLong(group.totals()))
                    .description(description)
                    .tag(TAG, this.group.name())
                    .baseUnit(BaseUnits.TASKS)
                    .register(each));
    }

    private void oldestAge(String name, String description, MeterRegistry meters) {
        Registering.attempt(name, meters,
                (each) -> TimeGauge.builder(name, this.group, TimeUnit.NANOSECONDS, GroupMeters::nanos)
                    .description(description)
                    .tag(TAG, this.group.name())
                    .register(each));
    }

    private static double nanos(WaitGroup group) {
        Duration age = group.oldestBoundedAge();
        return (age != null) ? age.toNanos() : 0;
    }

}
