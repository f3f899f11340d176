// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.lang.reflect.Field;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Reads the decorator that an executor already has. Spring lets it be set but not read,
 * and the decorators of users must not be lost.
 */
final class TaskDecorators {

    private static final TaskDecorator NONE = (task) -> task;

    private static final Field THREAD_POOL = field(ThreadPoolTaskExecutor.class);

    private static final Field SIMPLE_ASYNC = field(SimpleAsyncTaskExecutor.class);

    private static final Field CONCURRENT = field(ConcurrentTaskExecutor.class);

    private static final Field ADAPTER = field(TaskExecutorAdapter.class);

    private TaskDecorators() {
    }

    static TaskDecorator of(ThreadPoolTaskExecutor executor) {
        return read(THREAD_POOL, executor);
    }

    static TaskDecorator of(SimpleAsyncTaskExecutor executor) {
        return read(SIMPLE_ASYNC, executor);
    }

    static TaskDecorator of(ConcurrentTaskExecutor executor) {
        return read(CONCURRENT, executor);
    }

    static TaskDecorator of(TaskExecutorAdapter executor) {
        return read(ADAPTER, executor);
    }

    static boolean isPresent(ConcurrentTaskExecutor executor) {
        return of(executor) != NONE;
    }

    private static TaskDecorator read(Field field, Object executor) {
        TaskDecorator decorator = (TaskDecorator) Members.read(field, executor);
        return (decorator != null) ? decorator : NONE;
    }

    private static Field field(Class<?> executorType) {
        return Members.field(executorType, "taskDecorator", TaskDecorator.class, "keep the decorators of users");
    }

    static class Hints implements RuntimeHintsRegistrar {

        @Override
        public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
            hints.reflection()
                .registerField(THREAD_POOL)
                .registerField(SIMPLE_ASYNC)
                .registerField(CONCURRENT)
                .registerField(ADAPTER);
        }

    }

}
