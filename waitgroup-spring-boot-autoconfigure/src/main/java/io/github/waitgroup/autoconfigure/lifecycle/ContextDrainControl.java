// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.DrainControl;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Quiesces an application that goes on running; the readiness of the contexts that share
 * its drain follows.
 */
class ContextDrainControl implements DrainControl {

    private static final Log logger = LogFactory.getLog(ContextDrainControl.class);

    private final Drain drain;

    private final WaitGroupRegistry registry;

    private final ConfigurableApplicationContext context;

    private final List<Readiness> readiness = new ArrayList<>();

    ContextDrainControl(Drain drain, WaitGroupRegistry registry, ConfigurableApplicationContext context) {
        this.drain = drain;
        this.registry = registry;
        this.context = context;
    }

    synchronized void join(Readiness one) {
        this.readiness.add(one);
    }

    synchronized void leave(Readiness one) {
        this.readiness.remove(one);
    }

    @Override
    public synchronized void start() {
        if (!this.context.isClosed() && this.drain.quiesce()) {
            logger.info("Quiescing without a shutdown: callers are asked to turn away");
            lowest().forEach(Readiness::refuse);
        }
    }

    @Override
    public synchronized boolean undo() {
        if (isStopping()) {
            return false;
        }
        if (!this.drain.isDraining()) {
            return true;
        }
        if (!this.drain.resume()) {
            return false;
        }
        lowest().forEach(Readiness::restore);
        if (this.context.isClosed()) {
            // Told to stop just now: that drain goes on
            this.drain.begin();
            lowest().forEach(Readiness::refuse);
            return false;
        }
        logger.info("Quiescing was taken back");
        return true;
    }

    private boolean isStopping() {
        return this.context.isClosed() || (this.drain.isDraining() && this.drain.state() != Drain.State.QUIESCING);
    }

    // Those above are told by Spring what those below are told
    private List<Readiness> lowest() {
        return this.readiness.stream()
            .filter((one) -> this.readiness.stream().noneMatch((other) -> other.isBelow(one)))
            .toList();
    }

    @Override
    public boolean isDrained() {
        try {
            // What cannot be counted is a matter of the drain itself once it waits
            return switch (this.drain.state()) {
                case SERVING, DRAINING -> false;
                case QUIESCING -> this.registry.awaitAll(Duration.ZERO);
                case DRAINED, ABANDONED -> this.registry.await(Duration.ZERO);
            };
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

}
