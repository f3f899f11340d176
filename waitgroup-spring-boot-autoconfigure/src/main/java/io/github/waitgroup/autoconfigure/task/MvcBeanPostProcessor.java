// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.lang.reflect.Field;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * Counts what Spring MVC has done by another thread than that of the request. Its
 * executor need not be a bean: there is one of its own, for want of another.
 */
class MvcBeanPostProcessor implements BeanPostProcessor {

    private static final Field EXECUTOR = Members.field(RequestMappingHandlerAdapter.class, "taskExecutor",
            AsyncTaskExecutor.class, "count what Spring MVC does asynchronously");

    private final ExecutorHooks hooks;

    MvcBeanPostProcessor(ExecutorHooks hooks) {
        this.hooks = hooks;
    }

    // Before others get the executor from there
    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof RequestMappingHandlerAdapter adapter
                && Members.read(EXECUTOR, adapter) instanceof AsyncTaskExecutor executor
                && !(executor instanceof CountedTaskExecutor)
                && this.hooks.count(executor, beanName) == ExecutorHooks.Outcome.UNKNOWN) {
            adapter.setTaskExecutor(new CountedAsyncTaskExecutor(executor, this.hooks.units(beanName)));
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
