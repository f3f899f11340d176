// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.metrics;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.AbstractApplicationContext;

/**
 * Lets meter registries live until the drain is over. Spring Boot closes them when the
 * context begins to close: those that push would publish for the last time before the
 * drain has begun, and nobody would ever hear what it lost. Here they are closed by the
 * same bean of Boot's when all phases have stopped, before the first bean is destroyed:
 * the last publication reads gauges of beans that still live. It is a lifecycle for that,
 * a leaf on which nothing depends.
 */
class LateMeterRegistryClosing implements SmartInitializingSingleton, SmartLifecycle {

    private static final String CLOSER = "meterRegistryCloser";

    private final ConfigurableApplicationContext context;

    /** Boot's bean, until it has closed the registries. */
    private volatile @Nullable ApplicationListener<?> closer;

    private volatile boolean running;

    LateMeterRegistryClosing(ConfigurableApplicationContext context) {
        this.context = context;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (this.context.getBeanFactory() instanceof DefaultListableBeanFactory beans && beans.containsLocalBean(CLOSER)
                && beans.getBean(CLOSER) instanceof ApplicationListener<?> found) {
            this.context.removeApplicationListener(found);
            beans
                .getBean(AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME,
                        ApplicationEventMulticaster.class)
                .removeApplicationListenerBean(CLOSER);
            this.closer = found;
            // If it is never started, as when the start of another fails: what is
            // registered last is destroyed first, of the beans that there are by then
            beans.registerDisposableBean("waitGroup" + CLOSER, this::close);
        }
    }

    @SuppressWarnings("unchecked")
    private void close() {
        ApplicationListener<?> once = this.closer;
        if (once != null) {
            ((ApplicationListener<ApplicationEvent>) once).onApplicationEvent(new ContextClosedEvent(this.context));
            this.closer = null;
        }
    }

    @Override
    public void start() {
        this.running = true;
    }

    // A context that is only stopped may be started again, and keeps its registries. This
    // goes on running there: Spring stops it once more when it closes the context
    @Override
    public void stop() {
        if (this.context.isClosed()) {
            this.running = false;
            close();
        }
    }

    @Override
    public boolean isRunning() {
        return this.running;
    }

    @Override
    public boolean isPauseable() {
        return false;
    }

    // Whatever the phases of others are, this is the last to stop
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

}
