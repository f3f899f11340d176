// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;

/**
 * The first step of the drain, before Spring stops anything: by then readiness refuses
 * traffic, while connectors, schedulers and the actuator still work. The listener blocks
 * as long as callers turn away, then leaves the web server what remains of the deadline.
 */
class QuiesceListener implements ApplicationListener<ContextClosedEvent>, Ordered {

    private final ContextDrain drain;

    private final ApplicationContext context;

    QuiesceListener(ContextDrain drain, ApplicationContext context) {
        this.drain = drain;
        this.context = context;
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        if (event.getApplicationContext() == this.context) {
            this.drain.quiesce();
        }
        else if (event.getApplicationContext() instanceof ConfigurableApplicationContext child) {
            this.drain.childCloses(child);
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
