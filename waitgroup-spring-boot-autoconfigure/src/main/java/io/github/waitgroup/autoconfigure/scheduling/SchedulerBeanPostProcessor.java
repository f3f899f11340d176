// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;

import io.github.waitgroup.CountedExecutors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ConcurrentTaskScheduler;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.util.function.SingletonSupplier;

/**
 * Makes Spring's schedulers count their runs, and keeps them from refusing work as soon
 * as the application begins to stop: work in flight may still need them, and the drain
 * waits for what it hands over. The beans are changed, not replaced.
 */
class SchedulerBeanPostProcessor implements BeanPostProcessor, SmartInitializingSingleton {

    private static final Log logger = LogFactory.getLog(SchedulerBeanPostProcessor.class);

    private final SingletonSupplier<ScheduledGroup> group;

    SchedulerBeanPostProcessor(SingletonSupplier<ScheduledGroup> group) {
        this.group = group;
    }

    // While there are beans: whoever is the first to submit may do so after their end
    @Override
    public void afterSingletonsInstantiated() {
        this.group.obtain();
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        Object target = targetOf(bean);
        if (target instanceof ThreadPoolTaskScheduler scheduler) {
            count(scheduler, beanName);
        }
        else if (target instanceof SimpleAsyncTaskScheduler scheduler) {
            count(scheduler, beanName);
        }
        else if (target instanceof ConcurrentTaskScheduler scheduler) {
            count(scheduler, beanName);
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

    private void count(ThreadPoolTaskScheduler scheduler, String beanName) {
        TaskDecorator existing = SchedulerFields.decorator(scheduler);
        if (existing instanceof PoolTaskDecorator) {
            // The same scheduler under another name
            return;
        }
        scheduler.setTaskDecorator(new PoolTaskDecorator(existing, this.group, scheduler, beanName));
        scheduler.setAcceptTasksAfterContextClose(true);
        if (executor(scheduler) instanceof ThreadPoolExecutor pool) {
            pool.setRejectedExecutionHandler(new ReclaimingHandler(pool.getRejectedExecutionHandler()));
        }
    }

    private static @Nullable Object executor(ThreadPoolTaskScheduler scheduler) {
        try {
            return scheduler.getScheduledExecutor();
        }
        catch (IllegalStateException ex) {
            // Not initialized: whoever uses it is told so
            return null;
        }
    }

    private void count(SimpleAsyncTaskScheduler scheduler, String beanName) {
        TaskDecorator existing = SchedulerFields.decorator(scheduler);
        if (existing instanceof HandOffDecorator) {
            return;
        }
        scheduler.setTaskDecorator(new HandOffDecorator(existing, this.group, beanName));
        scheduler.setApplicationContext(NeverClosed.CONTEXT);
        if (SchedulerFields.triggers(scheduler) instanceof ScheduledThreadPoolExecutor triggers
                && SchedulerFields.fixedDelays(scheduler) instanceof ScheduledThreadPoolExecutor fixedDelays) {
            ScheduledGroup scheduled = this.group.obtain();
            scheduled.follow(new SetAside(scheduled, beanName, triggers, false));
            scheduled.follow(new SetAside(scheduled, beanName, fixedDelays, true));
            scheduled.await(new SimpleSchedulerWork(scheduled.drain(), beanName, triggers, fixedDelays));
        }
    }

    private void count(ConcurrentTaskScheduler scheduler, String beanName) {
        TaskDecorator existing = SchedulerFields.decorator(scheduler);
        if (existing instanceof ScheduleDecorator) {
            return;
        }
        scheduler.setTaskDecorator(new ScheduleDecorator(existing, this.group, scheduler, beanName));
        try {
            scheduler.setConcurrentExecutor(
                    CountedExecutors.of(new Submissions(this.group, beanName), scheduler.getConcurrentExecutor()));
        }
        catch (IllegalArgumentException ex) {
            logger.warn("Tasks that scheduler '" + beanName + "' is to run at once are not counted before they begin: "
                    + ex.getMessage());
        }
    }

    /**
     * The context whose end a {@link SimpleAsyncTaskScheduler} takes as the sign to
     * refuse work. It uses its context for nothing else.
     */
    private static final class NeverClosed {

        static final ApplicationContext CONTEXT = new GenericApplicationContext();

    }

}
