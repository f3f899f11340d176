// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;

/**
 * The readiness of one context: refused while the application quiesces without being
 * stopped, then again what the application said last.
 */
class Readiness implements ApplicationListener<AvailabilityChangeEvent<?>>, DisposableBean {

    private static final Log logger = LogFactory.getLog(Readiness.class);

    private final ApplicationContext context;

    private final @Nullable ContextDrainControl control;

    /** What the application said last. */
    private volatile @Nullable ReadinessState wanted;

    /** Whether the application has said nothing since it was refused. */
    private volatile boolean refused;

    Readiness(ApplicationContext context, ObjectProvider<ContextDrainControl> control) {
        this.context = context;
        this.control = control.getIfAvailable();
        if (this.control != null) {
            this.control.join(this);
        }
    }

    @Override
    public void onApplicationEvent(AvailabilityChangeEvent<?> event) {
        if (event.getState() instanceof ReadinessState state) {
            if (event.getSource() instanceof Readiness) {
                this.refused = (state == ReadinessState.REFUSING_TRAFFIC);
            }
            else {
                this.wanted = state;
                this.refused = false;
            }
        }
    }

    /**
     * Never on another thread: what is said has to be known when it is taken back.
     */
    @Override
    public boolean supportsAsyncExecution() {
        return false;
    }

    void refuse() {
        publish(ReadinessState.REFUSING_TRAFFIC);
    }

    void restore() {
        if (this.refused && this.wanted == ReadinessState.ACCEPTING_TRAFFIC) {
            publish(ReadinessState.ACCEPTING_TRAFFIC);
        }
    }

    private void publish(ReadinessState state) {
        try {
            AvailabilityChangeEvent.publish(this.context, this, state);
        }
        catch (RuntimeException ex) {
            logger.warn("A listener failed when it was told of " + state, ex);
        }
    }

    boolean isBelow(Readiness other) {
        ApplicationContext each = this.context.getParent();
        while (each != null && each != other.context) {
            each = each.getParent();
        }
        return each != null;
    }

    @Override
    public void destroy() {
        if (this.control != null) {
            this.control.leave(this);
        }
    }

}
