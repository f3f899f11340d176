// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/**
 * Spring's executors of a context that is closed while it is paused, as the contexts are
 * that a test suite keeps: they hold their tasks, for which the drain would wait in vain.
 */
class PausedExecutors {

    private final ExecutorBeans executors;

    PausedExecutors(ConfigurableApplicationContext context) {
        this.executors = new ExecutorBeans(context);
    }

    // Has no effect on one that is not paused
    void goOn() {
        for (ExecutorConfigurationSupport pool : this.executors.of(ExecutorConfigurationSupport.class).values()) {
            pool.start();
        }
        for (SimpleAsyncTaskScheduler scheduler : this.executors.of(SimpleAsyncTaskScheduler.class).values()) {
            scheduler.start();
        }
    }

}
