// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.lang.reflect.Field;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.util.ReflectionUtils;

/**
 * The phases of Spring's shutdown that matter to the drain, and their timeouts: Spring
 * gives each phase a time of its own, here the phases share what is left of one deadline.
 */
final class PhaseTimeouts {

    /** Connectors are closed and requests in flight finish. The constant is inlined. */
    static final int WEB_SERVER = WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;

    /** The last moment before the web server's phase. */
    static final int BEFORE_WEB_SERVER = WEB_SERVER + 1;

    /** After the web server, before the management port closes and executors stop. */
    static final int DRAIN = WEB_SERVER - 256;

    /** Executors and schedulers stop: that of ExecutorConfigurationSupport. */
    static final int EXECUTORS = SmartLifecycle.DEFAULT_PHASE / 2;

    static final int LATE_WORK = EXECUTORS + 1;

    /** What beans of other phases get to stop in even if nothing is left. */
    static final Duration TEARDOWN = Duration.ofSeconds(1);

    private static final @Nullable Field DEFAULT = ReflectionUtils.findField(DefaultLifecycleProcessor.class,
            "timeoutPerShutdownPhase", long.class);

    private final ConfigurableApplicationContext context;

    PhaseTimeouts(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Gives the phases that are still to come no more than what is left.
     * @param left what is left of the deadline
     */
    void share(Duration left) {
        String name = AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME;
        // Read at the time of use: injecting it would tie it to the beans it stops. Not
        // made for it, if the start came not so far
        if (this.context.getBeanFactory().getSingleton(name) instanceof DefaultLifecycleProcessor processor) {
            processor.setTimeoutForShutdownPhase(WEB_SERVER, left.toMillis());
            processor.setTimeoutForShutdownPhase(EXECUTORS, left.toMillis());
            // One that is only stopped may be started again, and needs its own then
            if (this.context.isClosed()) {
                lowerDefault(processor, Math.max(left.toMillis(), TEARDOWN.toMillis()));
            }
        }
    }

    // It can be set but not read
    private static void lowerDefault(DefaultLifecycleProcessor processor, long millis) {
        if (DEFAULT != null) {
            ReflectionUtils.makeAccessible(DEFAULT);
            if (ReflectionUtils.getField(DEFAULT, processor) instanceof Long before && before > millis) {
                processor.setTimeoutPerShutdownPhase(millis);
            }
        }
    }

    static class Hints implements RuntimeHintsRegistrar {

        @Override
        public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
            if (DEFAULT != null) {
                hints.reflection().registerField(DEFAULT);
            }
        }

    }

}
