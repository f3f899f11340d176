// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.lang.reflect.Field;
import java.util.Objects;
import java.util.concurrent.Executor;

import io.github.waitgroup.CountedExecutors;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.util.ReflectionUtils;

/**
 * What is behind executors that adapt one of the JDK's.
 */
final class AdaptedExecutors {

    private static final Field ADAPTER = Members.field(ConcurrentTaskExecutor.class, "adaptedExecutor",
            TaskExecutorAdapter.class, "count the tasks of what it adapts");

    private static final Field ADAPTED = Members.field(TaskExecutorAdapter.class, "concurrentExecutor", Executor.class,
            "count the tasks of what it adapts");

    private AdaptedExecutors() {
    }

    static TaskExecutorAdapter adapter(ConcurrentTaskExecutor executor) {
        return Objects.requireNonNull((TaskExecutorAdapter) Members.read(ADAPTER, executor));
    }

    static Executor adapted(TaskExecutorAdapter executor) {
        return Objects.requireNonNull((Executor) Members.read(ADAPTED, executor));
    }

    /**
     * Counts the tasks on their way to what is adapted, which
     * {@link ConcurrentTaskExecutor#getConcurrentExecutor()} still returns as it is.
     * @param executor the executor
     * @param units what counts the tasks
     * @throws IllegalArgumentException if they cannot be counted
     */
    static void count(ConcurrentTaskExecutor executor, TaskUnits units) {
        TaskExecutorAdapter counting = new Counting(CountedExecutors.of(units, executor.getConcurrentExecutor()),
                units);
        if (TaskDecorators.isPresent(executor)) {
            counting.setTaskDecorator(TaskDecorators.of(executor));
        }
        ReflectionUtils.setField(ADAPTER, executor, counting);
    }

    /**
     * Adapts an executor that counts.
     */
    static final class Counting extends TaskExecutorAdapter {

        private final TaskUnits units;

        Counting(Executor counted, TaskUnits units) {
            super(counted);
            this.units = units;
        }

        TaskUnits units() {
            return this.units;
        }

    }

    static class Hints implements RuntimeHintsRegistrar {

        @Override
        public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
            hints.reflection().registerField(ADAPTER).registerField(ADAPTED);
        }

    }

}
