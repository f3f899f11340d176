// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.time.Duration;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.DefaultLifecycleProcessor;

/**
 * The phases of Spring's shutdown that matter to the drain, and their timeouts: Spring
 * gives each phase a time of its own, here the phases share what is left of one deadline.
 */
final class PhaseTimeouts {

    /** Connectors are closed and requests in flight finish. The constant is inlined. */
    static final int WEB_SERVER = WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;

    /** After the web server, before the management port closes and executors stop. */
    static final int DRAIN = WEB_SERVER - 256;

    /** Executors and schedulers stop: that of ExecutorConfigurationSupport. */
    static final int EXECUTORS = SmartLifecycle.DEFAULT_PHASE / 2;

    static final int LATE_WORK = EXECUTORS + 1;

    private final ConfigurableApplicationContext context;

    PhaseTimeouts(ConfigurableApplicationContext context) {
        this.context = context;
    }

    void set(int phase, Duration timeout) {
        String name = AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME;
        // Read at the time of use: injecting it would tie it to the beans it stops
        if (this.context.containsLocalBean(name)
                && this.context.getBean(name) instanceof DefaultLifecycleProcessor processor) {
            processor.setTimeoutForShutdownPhase(phase, timeout.toMillis());
        }
    }

}
