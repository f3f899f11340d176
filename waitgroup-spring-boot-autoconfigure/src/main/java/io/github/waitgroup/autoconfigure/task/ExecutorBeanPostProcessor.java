// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.scope.ScopedObject;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.util.function.SingletonSupplier;

/**
 * Makes the executors among the beans count their tasks. Those of Spring learn it, and
 * stay what they are. One of another kind is replaced if it is declared by an interface;
 * one declared by its class, which others may ask for, never is.
 */
class ExecutorBeanPostProcessor implements BeanPostProcessor, BeanFactoryAware, SmartInitializingSingleton {

    private static final Log logger = LogFactory.getLog(ExecutorBeanPostProcessor.class);

    private final ExecutorHooks hooks;

    private final SingletonSupplier<PlainWork> work;

    /** Names of executors, until all singletons have been made. */
    private final Set<String> processed = ConcurrentHashMap.newKeySet();

    private @Nullable DeclaredTypes declared;

    ExecutorBeanPostProcessor(ExecutorHooks hooks, SingletonSupplier<PlainWork> work) {
        this.hooks = hooks;
        this.work = work;
    }

    @Override
    public void setBeanFactory(BeanFactory beanFactory) {
        this.declared = new DeclaredTypes(beanFactory);
    }

    @Override
    public void afterSingletonsInstantiated() {
        this.hooks.start();
        if (this.declared != null) {
            this.declared.singletons().forEach((name, executor) -> {
                // Made before this was there, for another post-processor
                if (!this.processed.contains(name)) {
                    this.hooks.count(executor, name);
                }
            });
        }
        this.processed.clear();
        this.work.obtain().await(this.hooks.awaited());
        this.work.obtain().await(this.hooks.redecorated());
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof TaskExecutor) {
            this.processed.add(beanName);
        }
        if (this.hooks.count(bean, beanName) != ExecutorHooks.Outcome.UNKNOWN || !isOther(bean)) {
            return bean;
        }
        if (isReplaceable(bean, beanName)) {
            return CountedTaskExecutor.of((TaskExecutor) bean, this.hooks.units(beanName));
        }
        logger.info("Tasks given to executor '" + beanName + "' are counted where they are those of @Async methods,"
                + " or are handed on to an executor that counts; to have all of them counted, declare the bean of type "
                + bean.getClass().getName() + " as an AsyncTaskExecutor");
        return bean;
    }

    private static boolean isOther(Object bean) {
        return bean instanceof TaskExecutor && !(bean instanceof TaskScheduler) && !(bean instanceof SyncTaskExecutor)
                && !(bean instanceof ScopedObject) && !(bean instanceof CountedTaskExecutor);
    }

    // Nor if Spring itself would miss it
    private boolean isReplaceable(Object bean, String beanName) {
        return !DeclaredTypes.isCalledBySpring(bean) && this.declared != null
                && this.declared.isExecutorInterface(beanName);
    }

}
