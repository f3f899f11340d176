// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.util.function.SingletonSupplier;

/**
 * Makes Spring's executors count their tasks from submission. The beans are changed, not
 * replaced: whoever injects one by its class, binds meters to it or casts it finds what
 * was there before, and decorators that it already has stay in effect.
 */
class ExecutorBeanPostProcessor implements BeanPostProcessor {

    private static final Log logger = LogFactory.getLog(ExecutorBeanPostProcessor.class);

    private final SingletonSupplier<AsyncGroup> group;

    ExecutorBeanPostProcessor(SingletonSupplier<AsyncGroup> group) {
        this.group = group;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        Object target = targetOf(bean);
        if (target instanceof ThreadPoolTaskExecutor executor) {
            count(executor, beanName);
        }
        else if (target instanceof SimpleAsyncTaskExecutor executor && !(target instanceof TaskScheduler)) {
            count(TaskDecorators.of(executor), executor::setTaskDecorator, beanName);
        }
        return bean;
    }

    // The fields of a proxy say nothing, and behind that of a scoped bean are many
    private static @Nullable Object targetOf(Object bean) {
        Object target = bean;
        while (target instanceof Advised) {
            target = AopProxyUtils.getSingletonTarget(target);
        }
        return target;
    }

    private void count(ThreadPoolTaskExecutor executor, String beanName) {
        ThreadPoolExecutor pool;
        try {
            pool = executor.getThreadPoolExecutor();
        }
        catch (IllegalStateException ex) {
            leaveAlone(beanName, "it has not been initialized");
            return;
        }
        if (pool.getQueue() instanceof PriorityBlockingQueue) {
            leaveAlone(beanName, "its queue compares them, so they must stay what they are");
        }
        else if (count(TaskDecorators.of(executor), executor::setTaskDecorator, beanName)) {
            pool.setRejectedExecutionHandler(new ReclaimingHandler(pool.getRejectedExecutionHandler()));
        }
    }

    private boolean count(TaskDecorator existing, Consumer<TaskDecorator> setter, String beanName) {
        if (existing instanceof TrackingTaskDecorator) {
            // The same executor under another name
            return false;
        }
        setter.accept(new TrackingTaskDecorator(existing, this.group, beanName));
        return true;
    }

    private static void leaveAlone(String beanName, String reason) {
        logger.warn("Tasks of executor '" + beanName + "' are not counted: " + reason);
    }

}
