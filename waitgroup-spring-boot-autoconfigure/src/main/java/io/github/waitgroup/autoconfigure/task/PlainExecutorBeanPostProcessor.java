// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.concurrent.Executor;

import io.github.waitgroup.CountedExecutors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.scope.ScopedObject;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.util.Assert;
import org.springframework.util.function.SingletonSupplier;

/**
 * Counts the tasks of executors that are the JDK's or the application's own. They have no
 * place for a decorator of tasks, as Spring's have: one that is declared by an interface
 * is replaced by a counting one, and one that is declared by its class, which others may
 * ask for, is waited for as a whole.
 * <p>
 * Spring calls the destroy method of what was replaced.
 */
class PlainExecutorBeanPostProcessor implements BeanPostProcessor, BeanFactoryAware, SmartInitializingSingleton {

    private static final Log logger = LogFactory.getLog(PlainExecutorBeanPostProcessor.class);

    private final SingletonSupplier<PlainWork> work;

    private final AwaitedPools awaited = new AwaitedPools();

    private @Nullable DeclaredTypes declared;

    PlainExecutorBeanPostProcessor(SingletonSupplier<PlainWork> work) {
        this.work = work;
    }

    @Override
    public void setBeanFactory(BeanFactory beanFactory) {
        this.declared = new DeclaredTypes(beanFactory);
    }

    @Override
    public void afterSingletonsInstantiated() {
        this.work.obtain().await(this.awaited);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (!(bean instanceof Executor executor) || isSprings(bean) || CountedExecutors.isCounted(executor)
                || ExecutorHooks.isCounted(executor)) {
            return bean;
        }
        Assert.state(this.declared != null, "No bean factory");
        boolean fixed = DeclaredTypes.isCalledBySpring(bean);
        if (!fixed && this.declared.isExecutorInterface(beanName)) {
            try {
                return CountedExecutors.of(new PlainUnits(this.work, beanName), executor);
            }
            catch (IllegalArgumentException ex) {
                logger.debug("Tasks of executor '" + beanName + "' cannot be counted one by one", ex);
            }
        }
        String obstacle = this.awaited.add(beanName, executor);
        if (obstacle != null && !this.declared.isInfrastructure(beanName)) {
            logger
                .warn("Tasks of executor '"
                        + beanName + "' (" + bean.getClass().getName() + ") are not counted: " + (fixed
                                ? "Spring starts it, or calls it otherwise, and would not find it behind another;"
                                        + " let the bean that Spring calls be one, and the executor another"
                                : obstacle));
        }
        return bean;
    }

    // Those have a post-processor of their own, or stand for one that was processed
    private static boolean isSprings(Object bean) {
        return bean instanceof TaskExecutor || bean instanceof TaskScheduler || bean instanceof ScopedObject;
    }

}
