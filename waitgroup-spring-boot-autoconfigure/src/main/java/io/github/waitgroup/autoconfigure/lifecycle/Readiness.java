// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.util.concurrent.atomic.AtomicInteger;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The readiness of one context: refused while the application quiesces without being
 * stopped, whatever it says of itself meanwhile, then again what it said last.
 */
class Readiness implements ApplicationListener<AvailabilityChangeEvent<?>>, SmartInitializingSingleton, DisposableBean {

    private static final Log logger = LogFactory.getLog(Readiness.class);

    /** So often it contradicts listeners that answer each time. */
    private static final int PATIENCE = 10;

    private final ConfigurableApplicationContext context;

    private final @Nullable ContextDrainControl control;

    /** Requests to settle: whoever makes the first sees to all. */
    private final AtomicInteger requests = new AtomicInteger();

    /** Whether the drain has begun because the context closes. */
    private volatile boolean closing;

    /** Whether somebody else has ever refused, as web servers do when they are closed. */
    private volatile boolean refused;

    /** What the application said last. */
    private volatile @Nullable ReadinessState wanted;

    /** What all were told last, by whomever. */
    private volatile @Nullable ReadinessState told;

    Readiness(ConfigurableApplicationContext context, ObjectProvider<ContextDrainControl> control) {
        this.context = context;
        this.control = control.getIfAvailable();
        if (this.control != null) {
            this.control.join(this);
        }
    }

    @Override
    public void onApplicationEvent(AvailabilityChangeEvent<?> event) {
        if (event.getState() instanceof ReadinessState state && !(event.getSource() instanceof Readiness)) {
            this.wanted = state;
            if (state == ReadinessState.REFUSING_TRAFFIC) {
                this.refused = true;
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

    // Behind all others, which are then told what is due after what is contradicted
    @Override
    public void afterSingletonsInstantiated() {
        this.context.addApplicationListener(new Last());
    }

    /**
     * Says that traffic is refused, even if the application has said so itself.
     */
    void refuse() {
        this.told = null;
        settle();
    }

    /**
     * Says from now on that traffic is refused. Where a stop comes just as the start
     * completes, the start says the contrary after Boot has refused.
     */
    void close() {
        this.closing = true;
        if (this.refused && this.told == ReadinessState.ACCEPTING_TRAFFIC) {
            settle();
        }
    }

    /**
     * Says what is so, if something else was said last. Holds no lock, and does not wait
     * for another thread that is saying something: that one goes on with what is new.
     */
    void settle() {
        if (this.requests.getAndIncrement() > 0) {
            return;
        }
        int left = PATIENCE;
        int seen;
        do {
            seen = this.requests.get();
            while (left > 0 && tellWhatIsDue()) {
                left--;
            }
        }
        while (this.requests.addAndGet(-seen) > 0);
        if (left == 0) {
            logger.warn("A listener answers each change of readiness with another one: it stays " + this.told);
        }
    }

    private boolean tellWhatIsDue() {
        ReadinessState due = isRefusing() ? ReadinessState.REFUSING_TRAFFIC : this.wanted;
        if (due == null || due == this.told) {
            return false;
        }
        this.told = due;
        publish(due);
        return true;
    }

    private boolean isRefusing() {
        return this.closing || (this.control != null && this.control.isRefusing());
    }

    private void publish(ReadinessState state) {
        try {
            AvailabilityChangeEvent.publish(this.context, this, state);
        }
        catch (RuntimeException | Error ex) {
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

    private final class Last implements ApplicationListener<AvailabilityChangeEvent<?>> {

        @Override
        public void onApplicationEvent(AvailabilityChangeEvent<?> event) {
            if (event.getState() instanceof ReadinessState state) {
                Readiness.this.told = state;
                if (isRefusing()) {
                    settle();
                }
            }
        }

        @Override
        public boolean supportsAsyncExecution() {
            return false;
        }

    }

}
