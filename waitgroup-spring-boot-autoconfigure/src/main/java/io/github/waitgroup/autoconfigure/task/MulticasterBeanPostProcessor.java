// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.lang.reflect.Field;
import java.util.concurrent.Executor;

import io.github.waitgroup.CountedExecutors;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.core.task.SyncTaskExecutor;

/**
 * Counts the events that are delivered by an executor. It need not be a bean.
 */
class MulticasterBeanPostProcessor implements BeanPostProcessor {

    private static final Field EXECUTOR = Members.field(SimpleApplicationEventMulticaster.class, "taskExecutor",
            Executor.class, "count asynchronous events");

    private final ExecutorHooks hooks;

    MulticasterBeanPostProcessor(ExecutorHooks hooks) {
        this.hooks = hooks;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof SimpleApplicationEventMulticaster multicaster
                && Members.read(EXECUTOR, multicaster) instanceof Executor executor
                && !(executor instanceof SyncTaskExecutor)
                && this.hooks.count(executor, beanName) == ExecutorHooks.Outcome.UNKNOWN) {
            multicaster.setTaskExecutor(CountedExecutors.of(this.hooks.units(beanName), executor));
        }
        return bean;
    }

    static class Hints implements RuntimeHintsRegistrar {

        @Override
        public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
            hints.reflection().registerField(EXECUTOR);
        }

    }

}
