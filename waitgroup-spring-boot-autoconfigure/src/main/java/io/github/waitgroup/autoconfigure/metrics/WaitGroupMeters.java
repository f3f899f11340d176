// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.DisposableBean;

/**
 * Binds the numbers of each group, those that come later included, and of the drain:
 * {@code waitgroup.drain.duration}, the time since it began, or that it took once it is
 * over. They are read when somebody looks: to count costs nothing more.
 *
 * @see GroupMeters
 */
class WaitGroupMeters implements MeterBinder, DisposableBean {

    private static final String DRAIN_DURATION = "waitgroup.drain.duration";

    private final WaitGroupRegistry groups;

    private final Drain drain;

    /** What takes the listener of each registry away; guarded by this. */
    private final Map<MeterRegistry, Runnable> listening = new LinkedHashMap<>();

    WaitGroupMeters(WaitGroupRegistry groups, Drain drain) {
        this.groups = groups;
        this.drain = drain;
    }

    // Also called for the registries of child contexts, which close before this bean ends
    @Override
    public synchronized void bindTo(MeterRegistry meters) {
        forgetClosed();
        if (!this.listening.containsKey(meters)) {
            Registering.attempt(DRAIN_DURATION, meters, this::registerDrain);
            this.listening.put(meters, this.groups.listen((group) -> bind(group, meters)));
        }
    }

    private void registerDrain(MeterRegistry meters) {
        TimeGauge.builder(DRAIN_DURATION, this.drain, TimeUnit.NANOSECONDS, (drain) -> drain.elapsed().toNanos())
            .description("Time since the drain began, or that it took once it is over; zero while serving")
            .register(meters);
    }

    private static void bind(WaitGroup group, MeterRegistry meters) {
        if (!meters.isClosed()) {
            new GroupMeters(group).registerAll(meters);
        }
    }

    private void forgetClosed() {
        this.listening.entrySet().removeIf((entry) -> {
            boolean closed = entry.getKey().isClosed();
            if (closed) {
                entry.getValue().run();
            }
            return closed;
        });
    }

    @Override
    public synchronized void destroy() {
        this.listening.values().forEach(Runnable::run);
        this.listening.clear();
    }

}
