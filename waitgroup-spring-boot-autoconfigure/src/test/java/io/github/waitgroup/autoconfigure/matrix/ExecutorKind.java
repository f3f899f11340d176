// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.matrix;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * A kind of executor that an application may have as a bean: a line of the table.
 *
 * @param title its name
 * @param type the type of the bean, as declared
 * @param factory makes it
 * @param traits what may befall its tasks
 */
record ExecutorKind(String title, Class<? extends Executor> type, Function<Setup, Executor> factory,
        Set<Trait> traits) {

    static final ExecutorKind POOL_TASK_EXECUTOR = new ExecutorKind("`ThreadPoolTaskExecutor`",
            ThreadPoolTaskExecutor.class, ExecutorKind::poolTaskExecutor,
            Set.of(Trait.QUEUE, Trait.POLICY, Trait.FUTURES));

    static final ExecutorKind SIMPLE_ASYNC = new ExecutorKind("`SimpleAsyncTaskExecutor`",
            SimpleAsyncTaskExecutor.class, (setup) -> new SimpleAsyncTaskExecutor("matrix-"), Set.of(Trait.FUTURES));

    static final ExecutorKind SIMPLE_ASYNC_VIRTUAL = new ExecutorKind("`SimpleAsyncTaskExecutor`, virtual threads",
            SimpleAsyncTaskExecutor.class, (setup) -> virtual(new SimpleAsyncTaskExecutor("matrix-")),
            Set.of(Trait.FUTURES, Trait.VIRTUAL));

    static final ExecutorKind CONCURRENT = new ExecutorKind("`ConcurrentTaskExecutor`", ConcurrentTaskExecutor.class,
            (setup) -> new ConcurrentTaskExecutor(pool(setup)), Set.of(Trait.QUEUE, Trait.POLICY, Trait.FUTURES));

    static final ExecutorKind POOL_TASK_SCHEDULER = new ExecutorKind("`ThreadPoolTaskScheduler`",
            ThreadPoolTaskScheduler.class, (setup) -> new ThreadPoolTaskScheduler(),
            Set.of(Trait.QUEUE, Trait.FUTURES));

    static final ExecutorKind SIMPLE_ASYNC_SCHEDULER = new ExecutorKind("`SimpleAsyncTaskScheduler`",
            SimpleAsyncTaskScheduler.class, (setup) -> new SimpleAsyncTaskScheduler(), Set.of(Trait.FUTURES));

    static final ExecutorKind SIMPLE_ASYNC_SCHEDULER_VIRTUAL = new ExecutorKind(
            "`SimpleAsyncTaskScheduler`, virtual threads", SimpleAsyncTaskScheduler.class,
            (setup) -> virtual(new SimpleAsyncTaskScheduler()), Set.of(Trait.FUTURES, Trait.VIRTUAL));

    static final ExecutorKind EXECUTOR = new ExecutorKind("`Executor`", Executor.class, ExecutorKind::pool,
            Set.of(Trait.QUEUE, Trait.POLICY));

    static final ExecutorKind EXECUTOR_SERVICE = new ExecutorKind("`ExecutorService`", ExecutorService.class,
            ExecutorKind::pool, Set.of(Trait.QUEUE, Trait.POLICY, Trait.FUTURES, Trait.SERVICE));

    static final ExecutorKind THREAD_POOL_EXECUTOR = new ExecutorKind("`ThreadPoolExecutor`, by its class",
            ThreadPoolExecutor.class, ExecutorKind::pool,
            Set.of(Trait.AWAITED, Trait.QUEUE, Trait.POLICY, Trait.FUTURES, Trait.SERVICE));

    static final ExecutorKind SCHEDULED_SERVICE = new ExecutorKind("`ScheduledExecutorService`",
            ScheduledExecutorService.class, (setup) -> Executors.newScheduledThreadPool(1),
            Set.of(Trait.QUEUE, Trait.FUTURES, Trait.SERVICE));

    static final ExecutorKind FORK_JOIN = new ExecutorKind("`ForkJoinPool`, by its class", ForkJoinPool.class,
            (setup) -> new ForkJoinPool(1), Set.of(Trait.AWAITED, Trait.QUEUE, Trait.FUTURES, Trait.SERVICE));

    static final ExecutorKind THREAD_PER_TASK = new ExecutorKind("virtual thread per task", ExecutorService.class,
            (setup) -> threadPerTask(), Set.of(Trait.FUTURES, Trait.SERVICE, Trait.VIRTUAL));

    static final String BEAN = "matrixExecutor";

    /** The lines of the table, in its order. */
    static List<ExecutorKind> all() {
        return List.of(POOL_TASK_EXECUTOR, SIMPLE_ASYNC, SIMPLE_ASYNC_VIRTUAL, CONCURRENT, POOL_TASK_SCHEDULER,
                SIMPLE_ASYNC_SCHEDULER, SIMPLE_ASYNC_SCHEDULER_VIRTUAL, EXECUTOR, EXECUTOR_SERVICE,
                THREAD_POOL_EXECUTOR, SCHEDULED_SERVICE, FORK_JOIN, THREAD_PER_TASK);
    }

    boolean has(Trait trait) {
        return this.traits.contains(trait);
    }

    /** The application's bean, declared by the type of this kind. */
    ApplicationContextRunner declare(ApplicationContextRunner runner, Setup setup) {
        return declare(runner, this.type, setup);
    }

    private <T extends Executor> ApplicationContextRunner declare(ApplicationContextRunner runner, Class<T> declared,
            Setup setup) {
        return runner.withBean(BEAN, declared, () -> declared.cast(this.factory.apply(setup)));
    }

    private static ThreadPoolTaskExecutor poolTaskExecutor(Setup setup) {
        ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
        executor.setCorePoolSize(1);
        executor.setMaxPoolSize(1);
        executor.setQueueCapacity(setup.queue());
        executor.setRejectedExecutionHandler(setup.handler());
        return executor;
    }

    private static ThreadPoolExecutor pool(Setup setup) {
        return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(setup.queue()),
                setup.handler());
    }

    private static SimpleAsyncTaskExecutor virtual(SimpleAsyncTaskExecutor executor) {
        executor.setVirtualThreads(true);
        return executor;
    }

    private static ExecutorService threadPerTask() {
        try {
            // JDK 21 and later, while this is compiled for 17
            return (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        }
        catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Override
    public String toString() {
        return this.title;
    }

    /**
     * What makes a fate possible.
     */
    enum Trait {

        /** Tasks wait for one thread. */
        QUEUE,

        /** The queue has an end, and what is beyond it is decided by a handler. */
        POLICY,

        /** Who submits gets a future. */
        FUTURES,

        /** It is an ExecutorService. */
        SERVICE,

        /**
         * Its class leaves no room to count single tasks: a drain waits until the pool
         * has nothing to do.
         */
        AWAITED,

        /** It needs JDK 21. */
        VIRTUAL

    }

}
