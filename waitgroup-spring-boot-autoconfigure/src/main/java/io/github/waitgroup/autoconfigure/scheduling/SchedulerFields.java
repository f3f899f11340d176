// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import java.lang.reflect.Field;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ConcurrentTaskScheduler;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.util.ReflectionUtils;

/**
 * Reads what schedulers do not tell: the decorator that they already have, for those of
 * users must not be lost, and the executors that wait for the time of a run.
 */
final class SchedulerFields {

    private static final TaskDecorator NONE = (task) -> task;

    private static final Field POOL_DECORATOR = field(ThreadPoolTaskScheduler.class, "taskDecorator",
            TaskDecorator.class);

    private static final Field SIMPLE_DECORATOR = field(SimpleAsyncTaskExecutor.class, "taskDecorator",
            TaskDecorator.class);

    private static final Field CONCURRENT_DECORATOR = field(ConcurrentTaskExecutor.class, "taskDecorator",
            TaskDecorator.class);

    private static final Field TRIGGERS = field(SimpleAsyncTaskScheduler.class, "triggerExecutor",
            ScheduledExecutorService.class);

    private static final Field FIXED_DELAYS = field(SimpleAsyncTaskScheduler.class, "fixedDelayExecutor",
            ScheduledExecutorService.class);

    private SchedulerFields() {
    }

    static TaskDecorator decorator(ThreadPoolTaskScheduler scheduler) {
        return decorator(POOL_DECORATOR, scheduler);
    }

    static TaskDecorator decorator(SimpleAsyncTaskScheduler scheduler) {
        return decorator(SIMPLE_DECORATOR, scheduler);
    }

    static TaskDecorator decorator(ConcurrentTaskScheduler scheduler) {
        return decorator(CONCURRENT_DECORATOR, scheduler);
    }

    static @Nullable Object triggers(SimpleAsyncTaskScheduler scheduler) {
        return ReflectionUtils.getField(TRIGGERS, scheduler);
    }

    static @Nullable Object fixedDelays(SimpleAsyncTaskScheduler scheduler) {
        return ReflectionUtils.getField(FIXED_DELAYS, scheduler);
    }

    private static TaskDecorator decorator(Field field, Object scheduler) {
        TaskDecorator decorator = (TaskDecorator) ReflectionUtils.getField(field, scheduler);
        return (decorator != null) ? decorator : NONE;
    }

    private static Field field(Class<?> owner, String name, Class<?> type) {
        Field field = Objects.requireNonNull(ReflectionUtils.findField(owner, name, type),
                () -> owner.getName() + " has no field '" + name + "' in this version of Spring:"
                        + " waitgroup cannot count the runs of schedulers and needs an update");
        ReflectionUtils.makeAccessible(field);
        return field;
    }

    static class Hints implements RuntimeHintsRegistrar {

        @Override
        public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
            hints.reflection()
                .registerField(POOL_DECORATOR)
                .registerField(SIMPLE_DECORATOR)
                .registerField(CONCURRENT_DECORATOR)
                .registerField(TRIGGERS)
                .registerField(FIXED_DELAYS);
        }

    }

}
