// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.tracing;

import java.util.function.Supplier;

import io.github.waitgroup.WaitGroupRegistry;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Tells the registry the trace of the thread that registers, for units that begin inside
 * an observation and have no parent: the {@code @InFlight} method of a message listener,
 * say, or an {@code @Async} method that it calls. As nothing asks for this bean, it is of
 * a kind that is there even if all others are lazy.
 */
class CurrentTrace implements Supplier<@Nullable String>, SmartInitializingSingleton, DisposableBean {

    private final WaitGroupRegistry registry;

    private final ObjectProvider<Tracer> tracers;

    private @Nullable Tracer tracer;

    CurrentTrace(WaitGroupRegistry registry, ObjectProvider<Tracer> tracers) {
        this.registry = registry;
        this.tracers = tracers;
    }

    @Override
    public void afterSingletonsInstantiated() {
        this.tracer = this.tracers.getIfUnique();
        if (this.tracer != null) {
            this.registry.traces(this);
        }
    }

    @Override
    public @Nullable String get() {
        Span span = (this.tracer != null) ? this.tracer.currentSpan() : null;
        return (span != null) ? span.context().traceId() : null;
    }

    @Override
    public void destroy() {
        this.registry.traces(null);
    }

}
