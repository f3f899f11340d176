// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroupRegistry;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;

/**
 * The first step of the drain, before Spring stops anything: by then readiness refuses
 * traffic, while connectors, schedulers and the actuator still work. The listener blocks
 * as long as callers turn away, then leaves the web server what remains of the deadline.
 */
class QuiesceListener
        implements ApplicationListener<ContextClosedEvent>, ApplicationContextAware, Ordered, DisposableBean {

    private final Drain drain;

    private final WaitGroupRegistry registry;

    private final PhaseTimeouts timeouts;

    private final PausedExecutors paused;

    private ApplicationContext context;

    private boolean begunHere;

    @SuppressWarnings("NullAway.Init") // the context comes before any event
    QuiesceListener(Drain drain, WaitGroupRegistry registry, PhaseTimeouts timeouts, PausedExecutors paused) {
        this.drain = drain;
        this.registry = registry;
        this.timeouts = timeouts;
        this.paused = paused;
    }

    @Override
    public void setApplicationContext(ApplicationContext applicationContext) {
        this.context = applicationContext;
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        // Child contexts, such as that of a separate management port, pass theirs on
        if (event.getApplicationContext() != this.context) {
            return;
        }
        DrainLog.began(this.registry, this.drain.options());
        this.begunHere = !this.drain.isDraining();
        this.drain.begin();
        if (this.drain.state() == Drain.State.QUIESCING) {
            this.paused.goOn();
        }
        try {
            DrainLog.quiesced(this.drain.awaitQuiet(), this.drain.remaining());
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        this.timeouts.set(PhaseTimeouts.WEB_SERVER, this.drain.remaining());
    }

    /**
     * Gives the drain back to an ancestor to which it belongs, and which goes on serving:
     * its schedules, for one, would not run again.
     */
    @Override
    public void destroy() {
        if (this.begunHere && this.context.getBeanNamesForType(Drain.class).length == 0
                && this.context.getParent() instanceof ConfigurableApplicationContext parent && !parent.isClosed()) {
            this.drain.resume();
        }
    }

    /**
     * Never on another thread, even where the application's events are asynchronous:
     * Spring would stop the web server meanwhile.
     */
    @Override
    public boolean supportsAsyncExecution() {
        return false;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

}
