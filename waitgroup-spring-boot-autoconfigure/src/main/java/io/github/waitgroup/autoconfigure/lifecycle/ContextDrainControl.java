// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.time.Duration;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.DrainControl;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Quiesces an application that goes on running; its readiness follows.
 */
class ContextDrainControl implements DrainControl {

    private final Drain drain;

    private final WaitGroupRegistry registry;

    private final ConfigurableApplicationContext context;

    ContextDrainControl(Drain drain, WaitGroupRegistry registry, ConfigurableApplicationContext context) {
        this.drain = drain;
        this.registry = registry;
        this.context = context;
    }

    @Override
    public synchronized void start() {
        if (this.drain.quiesce()) {
            AvailabilityChangeEvent.publish(this.context, ReadinessState.REFUSING_TRAFFIC);
        }
    }

    @Override
    public synchronized boolean undo() {
        if (!this.drain.isDraining()) {
            return true;
        }
        if (this.context.isClosed() || !this.drain.resume()) {
            return false;
        }
        AvailabilityChangeEvent.publish(this.context, ReadinessState.ACCEPTING_TRAFFIC);
        return true;
    }

    @Override
    public boolean isDrained() {
        try {
            return this.drain.isDraining() && this.registry.awaitAll(Duration.ZERO);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

}
