// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.util.function.SingletonSupplier;

/**
 * Makes Spring's executors count their tasks from submission. The executors are changed,
 * not replaced: whoever injects one by its class, binds meters to it or casts it finds
 * what was there before, and decorators that it already has stay in effect.
 */
class ExecutorHooks {

    private static final Log logger = LogFactory.getLog(ExecutorHooks.class);

    private final SingletonSupplier<AsyncGroup> group;

    ExecutorHooks(SingletonSupplier<AsyncGroup> group) {
        this.group = group;
    }

    TaskUnits units(String executorName) {
        return new TaskUnits(this.group, executorName);
    }

    /**
     * Makes the executor count its tasks, unless it does already, or cannot.
     * @param candidate perhaps an executor
     * @param name what its tasks are called if nothing more is known of them
     * @return what came of it
     */
    Outcome count(Object candidate, String name) {
        Object target = targetOf(candidate);
        if (target instanceof TaskScheduler) {
            return Outcome.UNKNOWN;
        }
        if (target instanceof ThreadPoolTaskExecutor executor) {
            return count(executor, name);
        }
        if (target instanceof SimpleAsyncTaskExecutor executor) {
            return decorate(TaskDecorators.of(executor), executor::setTaskDecorator,
                    (existing) -> new ThreadTaskDecorator(existing, units(name), executor));
        }
        if (target instanceof ConcurrentTaskExecutor executor) {
            return decorate(TaskDecorators.of(executor), executor::setTaskDecorator, name);
        }
        if (target instanceof TaskExecutorAdapter executor) {
            return decorate(TaskDecorators.of(executor), executor::setTaskDecorator, name);
        }
        return Outcome.UNKNOWN;
    }

    // The fields of a proxy say nothing, and behind that of a scoped bean are many
    private static @Nullable Object targetOf(Object candidate) {
        Object target = candidate;
        while (target instanceof Advised) {
            target = AopProxyUtils.getSingletonTarget(target);
        }
        return target;
    }

    private Outcome count(ThreadPoolTaskExecutor executor, String name) {
        TaskDecorator existing = TaskDecorators.of(executor);
        if (existing instanceof TrackingTaskDecorator) {
            return Outcome.COUNTED;
        }
        ThreadPoolExecutor pool;
        try {
            pool = executor.getThreadPoolExecutor();
        }
        catch (IllegalStateException ex) {
            return leaveAlone(name, "it has not been initialized");
        }
        if (pool.getQueue() instanceof PriorityBlockingQueue) {
            return leaveAlone(name, "its queue compares them, so they must stay what they are");
        }
        ReclaimingHandler.install(pool);
        PoolEnd.watch(executor);
        return decorate(existing, executor::setTaskDecorator, name);
    }

    private Outcome decorate(TaskDecorator existing, Consumer<TaskDecorator> setter, String name) {
        return decorate(existing, setter, (users) -> new TrackingTaskDecorator(users, units(name)));
    }

    private static Outcome decorate(TaskDecorator existing, Consumer<TaskDecorator> setter,
            UnaryOperator<TaskDecorator> counting) {
        // Else the same executor under another name
        if (!(existing instanceof TrackingTaskDecorator)) {
            setter.accept(counting.apply(existing));
        }
        return Outcome.COUNTED;
    }

    private static Outcome leaveAlone(String name, String reason) {
        logger.warn("Tasks of executor '" + name + "' are not counted: " + reason);
        return Outcome.LEFT_ALONE;
    }

    /**
     * What came of an executor.
     */
    enum Outcome {

        /** It counts its tasks. */
        COUNTED,

        /** It could not be made to, and a warning says why. */
        LEFT_ALONE,

        /** It is none that is known here. */
        UNKNOWN

    }

}
