// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.metrics;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.AbstractApplicationContext;

/**
 * Lets meter registries live until the drain is over. Spring Boot closes them when the
 * context begins to close: those that push would publish for the last time before the
 * drain has begun, and nobody would ever hear what it lost. Here they are closed by the
 * same bean of Boot's when all phases have stopped, before the first bean is destroyed.
 */
class LateMeterRegistryClosing implements SmartInitializingSingleton {

    private static final String CLOSER = "meterRegistryCloser";

    private final ConfigurableApplicationContext context;

    LateMeterRegistryClosing(ConfigurableApplicationContext context) {
        this.context = context;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (this.context.getBeanFactory() instanceof DefaultListableBeanFactory beans && beans.containsLocalBean(CLOSER)
                && beans.getBean(CLOSER) instanceof ApplicationListener<?> closer) {
            this.context.removeApplicationListener(closer);
            beans
                .getBean(AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME,
                        ApplicationEventMulticaster.class)
                .removeApplicationListenerBean(CLOSER);
            // What is registered last is destroyed first
            beans.registerDisposableBean("waitGroup" + CLOSER, () -> close(closer));
        }
    }

    @SuppressWarnings("unchecked")
    private void close(ApplicationListener<?> closer) {
        ((ApplicationListener<ApplicationEvent>) closer).onApplicationEvent(new ContextClosedEvent(this.context));
    }

}
