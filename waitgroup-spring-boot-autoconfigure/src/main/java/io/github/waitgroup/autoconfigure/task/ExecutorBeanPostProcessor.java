// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.concurrent.ThreadPoolExecutor;

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

    private final SingletonSupplier<AsyncGroup> group;

    ExecutorBeanPostProcessor(SingletonSupplier<AsyncGroup> group) {
        this.group = group;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof ThreadPoolTaskExecutor executor) {
            executor.setTaskDecorator(tracking(TaskDecorators.of(executor), beanName));
            ThreadPoolExecutor pool = executor.getThreadPoolExecutor();
            pool.setRejectedExecutionHandler(new ReclaimingHandler(pool.getRejectedExecutionHandler()));
        }
        else if (bean instanceof SimpleAsyncTaskExecutor executor && !(bean instanceof TaskScheduler)) {
            executor.setTaskDecorator(tracking(TaskDecorators.of(executor), beanName));
        }
        return bean;
    }

    private TaskDecorator tracking(TaskDecorator existing, String beanName) {
        return new TrackingTaskDecorator(existing, this.group, beanName);
    }

}
