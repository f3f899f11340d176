// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof;

import java.util.List;

/**
 * A way in which an application may have its work done on another thread.
 */
enum Kind {

    APPLICATION_TASK_EXECUTOR("`@Async` on `applicationTaskExecutor`", AsyncKinds.Running.class),

    SMALL_POOL("the same, one thread and a queue", AsyncKinds.Queued.class, Kind.ONE_THREAD),

    NESTED("`@Async` that calls `@Async` at its end", AsyncKinds.Nested.class),

    WITH_PARTNER("`@Async` that uses another bean at its end", AsyncKinds.WithPartner.class),

    EVENT_LISTENER("`@Async` `@EventListener`", AsyncKinds.Listener.class),

    TRANSACTIONAL_LISTENER("`@Async` `@TransactionalEventListener`, one thread and a queue",
            AsyncKinds.TransactionalListener.class, Kind.ONE_THREAD),

    QUALIFIED("`@Async(\"name\")`, own pool", AsyncKinds.Qualified.class),

    CONFIGURER("executor of an `AsyncConfigurer`, no bean", AsyncKinds.Configurer.class),

    FALLBACK("`@Async` on the framework's fallback, no bean", AsyncKinds.Fallback.class),

    VIRTUAL("`@Async` on virtual threads", AsyncKinds.Running.class, Kind.VIRTUAL_THREADS),

    NESTED_VIRTUAL("`@Async` that calls `@Async`, virtual threads", AsyncKinds.Nested.class, Kind.VIRTUAL_THREADS),

    PARTNER_VIRTUAL("`@Async` that uses another bean, virtual threads", AsyncKinds.WithPartner.class,
            Kind.VIRTUAL_THREADS),

    EVENT_LISTENER_VIRTUAL("`@Async` `@EventListener`, virtual threads", AsyncKinds.Listener.class,
            Kind.VIRTUAL_THREADS),

    POOL_TASK_EXECUTOR("bean: `ThreadPoolTaskExecutor`", BeanKinds.PoolTaskExecutor.class),

    SIMPLE_ASYNC("bean: `SimpleAsyncTaskExecutor`", BeanKinds.SimpleAsync.class),

    SIMPLE_ASYNC_VIRTUAL("bean: `SimpleAsyncTaskExecutor`, virtual threads", BeanKinds.SimpleAsyncVirtual.class,
            Kind.VIRTUAL_THREADS),

    CONCURRENT("bean: `ConcurrentTaskExecutor`", BeanKinds.Concurrent.class),

    EXECUTOR("bean: `Executor`", BeanKinds.PlainExecutor.class),

    EXECUTOR_SERVICE("bean: `ExecutorService`", BeanKinds.Service.class),

    THREAD_POOL_EXECUTOR("bean: `ThreadPoolExecutor`, declared by class", BeanKinds.Pool.class),

    SCHEDULED_EXECUTOR_SERVICE("bean: `ScheduledExecutorService`", BeanKinds.Scheduled.class),

    FORK_JOIN_POOL("bean: `ForkJoinPool`", BeanKinds.ForkJoin.class),

    THREAD_PER_TASK("bean: virtual thread per task", BeanKinds.ThreadPerTask.class, Kind.VIRTUAL_THREADS),

    FUTURE("`CompletableFuture.runAsync` on a bean", BeanKinds.Future.class),

    NESTED_SERVICE("task of a bean that submits another one", BeanKinds.NestedService.class),

    FIXED_RATE("`@Scheduled(fixedRate)`", SchedulingKinds.FixedRate.class),

    FIXED_DELAY("`@Scheduled(fixedDelay)`", SchedulingKinds.FixedDelay.class),

    CRON("`@Scheduled(cron)`", SchedulingKinds.Cron.class),

    ONE_SHOT("`@Scheduled(initialDelay)`, once", SchedulingKinds.OneShot.class),

    DYNAMIC("own `Trigger`", SchedulingKinds.DynamicTrigger.class),

    AT_ONCE("`TaskScheduler.schedule` for now", SchedulingKinds.AtOnce.class),

    FIXED_RATE_VIRTUAL("`@Scheduled(fixedRate)`, virtual threads", SchedulingKinds.FixedRate.class,
            Kind.VIRTUAL_THREADS),

    FIXED_DELAY_VIRTUAL("`@Scheduled(fixedDelay)`, virtual threads", SchedulingKinds.FixedDelay.class,
            Kind.VIRTUAL_THREADS),

    CRON_VIRTUAL("`@Scheduled(cron)`, virtual threads", SchedulingKinds.Cron.class, Kind.VIRTUAL_THREADS),

    ONE_SHOT_VIRTUAL("`@Scheduled(initialDelay)`, once, virtual threads", SchedulingKinds.OneShot.class,
            Kind.VIRTUAL_THREADS),

    DYNAMIC_VIRTUAL("own `Trigger`, virtual threads", SchedulingKinds.DynamicTrigger.class, Kind.VIRTUAL_THREADS),

    AT_ONCE_VIRTUAL("`TaskScheduler.schedule` for now, virtual threads", SchedulingKinds.AtOnce.class,
            Kind.VIRTUAL_THREADS),

    CALLABLE("MVC `Callable`", RequestKinds.CallableResult.class, Kind.WEB),

    STREAMING("MVC `StreamingResponseBody`", RequestKinds.Streaming.class, Kind.WEB),

    SUBMITTING("request that calls `@Async` at its end", RequestKinds.Submitting.class, Kind.WEB),

    SCHEDULING("request that schedules at its end", RequestKinds.Scheduling.class, Kind.WEB),

    SUBMITTING_VIRTUAL("request that calls `@Async`, virtual threads", RequestKinds.Submitting.class, Kind.WEB,
            Kind.VIRTUAL_THREADS),

    SCHEDULING_VIRTUAL("request that schedules, virtual threads", RequestKinds.Scheduling.class, Kind.WEB,
            Kind.VIRTUAL_THREADS),

    FIRE_AND_FORGET("request with a Reactor `subscribe()`", RequestKinds.FireAndForget.class, Kind.WEB),

    BOUNDED_ELASTIC("Reactor `subscribe()` at the start", StrayKinds.BoundedElastic.class),

    COMMON_POOL("`CompletableFuture.runAsync`, common pool", StrayKinds.CommonPool.class),

    BY_HAND("thread started by hand", StrayKinds.ByHand.class),

    GO("the same with `waitGroup.go`", StrayKinds.Go.class),

    IN_FLIGHT("the same in an `@InFlight` method that returns a future", StrayKinds.Annotated.class);

    /** The one path of a request. */
    static final String PATH = "/units";

    private static final String WEB = "--spring.main.web-application-type=servlet";

    private static final String VIRTUAL_THREADS = "--spring.threads.virtual.enabled=true";

    private static final String ONE_THREAD = "--spring.task.execution.pool.core-size=1";

    private final String title;

    private final Class<?> configuration;

    private final String arguments;

    Kind(String title, Class<?> configuration, String... arguments) {
        this.title = title;
        this.configuration = configuration;
        this.arguments = String.join(" ", arguments);
    }

    String title() {
        return this.title;
    }

    Class<?> configuration() {
        return this.configuration;
    }

    boolean isWeb() {
        return this.arguments.contains(WEB);
    }

    boolean isVirtual() {
        return this.arguments.contains(VIRTUAL_THREADS);
    }

    List<String> arguments() {
        return this.arguments.isEmpty() ? List.of() : List.of(this.arguments.split(" "));
    }

}
