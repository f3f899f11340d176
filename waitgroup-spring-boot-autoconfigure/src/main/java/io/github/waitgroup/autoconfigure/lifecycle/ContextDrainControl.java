// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.DrainControl;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Quiesces an application that goes on running; the readiness of the contexts that share
 * its drain follows. No lock is held while anybody is told: a listener that blocks keeps
 * nobody from closing the application.
 */
class ContextDrainControl implements DrainControl {

    private static final Log logger = LogFactory.getLog(ContextDrainControl.class);

    private final Drain drain;

    private final WaitGroupRegistry registry;

    private final ConfigurableApplicationContext context;

    private final List<Readiness> readiness = new CopyOnWriteArrayList<>();

    /** Whether the drain was started here and not taken back here. */
    private volatile boolean started;

    ContextDrainControl(Drain drain, WaitGroupRegistry registry, ConfigurableApplicationContext context) {
        this.drain = drain;
        this.registry = registry;
        this.context = context;
    }

    void join(Readiness one) {
        this.readiness.add(one);
    }

    void leave(Readiness one) {
        this.readiness.remove(one);
    }

    /**
     * Returns whether readiness has to refuse, whatever the application says.
     * @return whether that is so at this moment
     */
    boolean isRefusing() {
        return this.started && this.drain.isDraining();
    }

    @Override
    public void start() {
        if (this.context.isClosed()) {
            return;
        }
        if (this.drain.quiesce()) {
            this.started = true;
            logger.info("Quiescing without a shutdown: callers are asked to turn away");
            lowest().forEach(Readiness::refuse);
        }
        else if (isRefusing()) {
            lowest().forEach(Readiness::settle);
        }
    }

    @Override
    public boolean undo() {
        boolean draining = this.drain.isDraining();
        if (this.context.isClosed() || !this.drain.resumeUnlessBegun()) {
            return false;
        }
        if (this.started) {
            this.started = false;
            lowest().forEach(Readiness::settle);
        }
        if (draining) {
            logger.info("Quiescing was taken back");
        }
        return true;
    }

    @Override
    public boolean isStopping() {
        return this.context.isClosed();
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
                case QUIESCING -> !this.registry.isBusy();
                case DRAINED, ABANDONED -> this.registry.await(Duration.ZERO);
            };
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

}
