// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.concurrent.Executor;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;

import io.github.waitgroup.CountedExecutors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
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
class ExecutorHooks implements SmartInitializingSingleton {

    private static final Log logger = LogFactory.getLog(ExecutorHooks.class);

    private final SingletonSupplier<AsyncGroup> group;

    private final AwaitedPools awaited = new AwaitedPools();

    private final RedecoratedPools redecorated = new RedecoratedPools();

    ExecutorHooks(SingletonSupplier<AsyncGroup> group) {
        this.group = group;
    }

    // While there are beans: whoever is the first to submit may do so after their end
    @Override
    public void afterSingletonsInstantiated() {
        this.group.obtain();
    }

    AwaitedPools awaited() {
        return this.awaited;
    }

    RedecoratedPools redecorated() {
        return this.redecorated;
    }

    // Not later, when it may have to be asked of a context that is closed
    void start() {
        this.group.obtain();
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
            // Counted as such
            return Outcome.UNKNOWN;
        }
        if (target instanceof ThreadPoolTaskExecutor executor) {
            return count(executor, name);
        }
        if (target instanceof SimpleAsyncTaskExecutor executor) {
            TaskDecorator existing = TaskDecorators.of(executor);
            return decorate(existing, executor::setTaskDecorator,
                    new ThreadTaskDecorator(existing, units(name), executor));
        }
        if (target instanceof ConcurrentTaskExecutor executor) {
            return count(executor, name);
        }
        if (target instanceof TaskExecutorAdapter executor) {
            return count(executor, name);
        }
        return (target instanceof Executor executor && (CountedExecutors.isCounted(executor) || isCounted(executor)))
                ? Outcome.COUNTED : Outcome.UNKNOWN;
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
        if (existing instanceof TrackingTaskDecorator counting) {
            // The same executor under another name
            counting.units().follow(units(name));
            return Outcome.COUNTED;
        }
        ThreadPoolExecutor pool;
        try {
            pool = executor.getThreadPoolExecutor();
        }
        catch (IllegalStateException ex) {
            return leaveAlone(name, "it has not been initialized");
        }
        TrackingTaskDecorator counting = new TrackingTaskDecorator(existing, units(name));
        if (pool.getQueue() instanceof PriorityBlockingQueue<?> sorted) {
            if (sorted.comparator() != null) {
                return await(pool, name);
            }
            counting = new SortedTaskDecorator(existing, units(name));
        }
        ReclaimingHandler.install(pool);
        PoolEnd.watch(executor);
        this.redecorated.watch(name, executor);
        return decorate(existing, executor::setTaskDecorator, counting);
    }

    // What a comparator sorts must stay what it is
    private Outcome await(ThreadPoolExecutor pool, String name) {
        String obstacle = this.awaited.add(name, pool);
        return (obstacle != null) ? leaveAlone(name, "a comparator sorts its queue, and " + obstacle)
                : Outcome.LEFT_ALONE;
    }

    private Outcome count(ConcurrentTaskExecutor executor, String name) {
        TaskExecutorAdapter adapter = AdaptedExecutors.adapter(executor);
        if (adapter instanceof AdaptedExecutors.Counting counting) {
            counting.units().follow(units(name));
            return Outcome.COUNTED;
        }
        if (adapter.getClass() != TaskExecutorAdapter.class) {
            // One for an application server, which needs tasks of its own kind
            TaskDecorator existing = TaskDecorators.of(executor);
            return decorate(existing, executor::setTaskDecorator, new TrackingTaskDecorator(existing, units(name)));
        }
        Outcome outcome = count(AdaptedExecutors.adapted(adapter), name);
        if (outcome == Outcome.UNKNOWN) {
            try {
                AdaptedExecutors.count(executor, units(name));
                return Outcome.COUNTED;
            }
            catch (IllegalArgumentException ex) {
                return leaveAlone(name, ex.getMessage());
            }
        }
        return outcome;
    }

    private Outcome count(TaskExecutorAdapter executor, String name) {
        Executor adapted = AdaptedExecutors.adapted(executor);
        Outcome outcome = count(adapted, name);
        if (outcome != Outcome.UNKNOWN) {
            return outcome;
        }
        if (adapted instanceof ThreadPoolExecutor pool) {
            if (pool.getQueue() instanceof PriorityBlockingQueue) {
                return leaveAlone(name, "its queue compares them, so they must stay what they are");
            }
            ReclaimingHandler.install(pool);
        }
        TaskDecorator existing = TaskDecorators.of(executor);
        return decorate(existing, executor::setTaskDecorator, new TrackingTaskDecorator(existing, units(name)));
    }

    /**
     * Returns whether this is the pool of one of Spring's executors that counts: the pool
     * itself has each task decorated.
     * @param candidate perhaps such a pool
     * @return whether its tasks are counted
     */
    static boolean isCounted(Executor candidate) {
        return candidate.getClass().getEnclosingClass() == ThreadPoolTaskExecutor.class
                && candidate instanceof ThreadPoolExecutor pool
                && pool.getRejectedExecutionHandler() instanceof ReclaimingHandler;
    }

    private static Outcome decorate(TaskDecorator existing, Consumer<TaskDecorator> setter,
            TrackingTaskDecorator counting) {
        if (existing instanceof TrackingTaskDecorator first) {
            first.units().follow(counting.units());
        }
        else {
            setter.accept(counting);
        }
        return Outcome.COUNTED;
    }

    private static Outcome leaveAlone(String name, @Nullable String reason) {
        logger.warn("Tasks of executor '" + name + "' are not counted: " + reason);
        return Outcome.LEFT_ALONE;
    }

    /**
     * What came of an executor.
     */
    enum Outcome {

        /** It counts its tasks. */
        COUNTED,

        /**
         * It could not be made to: it is waited for as a whole, or a warning says why.
         */
        LEFT_ALONE,

        /** It is none that is known here. */
        UNKNOWN

    }

}
