// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.lang.reflect.Field;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.util.ReflectionUtils;

/**
 * Reads the decorator that an executor already has. Spring lets it be set but not read,
 * and the decorators of users must not be lost.
 */
final class TaskDecorators {

    private static final TaskDecorator NONE = (task) -> task;

    private static final Field THREAD_POOL = field(ThreadPoolTaskExecutor.class);

    private static final Field SIMPLE_ASYNC = field(SimpleAsyncTaskExecutor.class);

    private TaskDecorators() {
    }

    static TaskDecorator of(ThreadPoolTaskExecutor executor) {
        return read(THREAD_POOL, executor);
    }

    static TaskDecorator of(SimpleAsyncTaskExecutor executor) {
        return read(SIMPLE_ASYNC, executor);
    }

    private static TaskDecorator read(Field field, Object executor) {
        TaskDecorator decorator = (TaskDecorator) ReflectionUtils.getField(field, executor);
        return (decorator != null) ? decorator : NONE;
    }

    private static Field field(Class<?> executorType) {
        Field field = Objects.requireNonNull(
                ReflectionUtils.findField(executorType, "taskDecorator", TaskDecorator.class),
                () -> executorType.getName() + " has no field 'taskDecorator' in this version of Spring:"
                        + " waitgroup cannot keep the decorators of users and needs an update");
        ReflectionUtils.makeAccessible(field);
        return field;
    }

    static class Hints implements RuntimeHintsRegistrar {

        @Override
        public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
            hints.reflection().registerField(THREAD_POOL).registerField(SIMPLE_ASYNC);
        }

    }

}
