// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/**
 * Spring's executors of a context that is closed while it is paused, as the contexts are
 * that a test suite keeps: they hold their tasks, for which the drain would wait in vain.
 */
class PausedExecutors {

    private final ConfigurableApplicationContext context;

    PausedExecutors(ConfigurableApplicationContext context) {
        this.context = context;
    }

    // Has no effect on one that is not paused
    void goOn() {
        for (Class<?> type : new Class<?>[] { ExecutorConfigurationSupport.class, SimpleAsyncTaskScheduler.class }) {
            ConfigurableListableBeanFactory beans = this.context.getBeanFactory();
            for (String name : beans.getBeanNamesForType(type, false, false)) {
                if (beans.containsSingleton(BeanFactoryUtils.transformedBeanName(name))
                        && beans.getBean(name) instanceof Lifecycle executor) {
                    executor.start();
                }
            }
        }
    }

}
