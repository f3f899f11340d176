// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;
import org.springframework.util.ReflectionUtils;

/**
 * The times that Spring's executors wait for their tasks when they are destroyed, such as
 * {@code spring.task.execution.shutdown.await-termination-period}: each its own, one
 * after the other, and after the drain. What has not ended by then has been interrupted
 * and reported, so they get no more than what is left of the deadline.
 */
class TerminationTimeouts {

    private static final Log logger = LogFactory.getLog(TerminationTimeouts.class);

    private static final @Nullable Field POOLS = ReflectionUtils.findField(ExecutorConfigurationSupport.class,
            "awaitTerminationMillis", long.class);

    // Its setter would forget the threads that run
    private static final @Nullable Field THREADS = ReflectionUtils.findField(SimpleAsyncTaskExecutor.class,
            "taskTerminationTimeout", long.class);

    private final ExecutorBeans executors;

    TerminationTimeouts(ConfigurableApplicationContext context) {
        this.executors = new ExecutorBeans(context);
    }

    void limit(Duration left) {
        limit(POOLS, this.executors.of(ExecutorConfigurationSupport.class), left.toMillis());
        // Not to zero, which means that its threads are not interrupted either
        limit(THREADS, this.executors.of(SimpleAsyncTaskExecutor.class), Math.max(1, left.toMillis()));
    }

    private static void limit(@Nullable Field field, Map<String, ?> executors, long millis) {
        if (field == null) {
            if (!executors.isEmpty()) {
                logger.warn("Executors " + executors.keySet() + " may wait longer for their tasks than the deadline"
                        + " of the drain: their time cannot be found in this version of Spring");
            }
            return;
        }
        for (Object executor : executors.values()) {
            limit(field, executor, millis);
        }
    }

    private static void limit(Field field, Object executor, long millis) {
        ReflectionUtils.makeAccessible(field);
        if (ReflectionUtils.getField(field, executor) instanceof Long before && before > millis) {
            ReflectionUtils.setField(field, executor, millis);
        }
    }

    static class Hints implements RuntimeHintsRegistrar {

        @Override
        public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
            if (POOLS != null) {
                hints.reflection().registerField(POOLS);
            }
            if (THREADS != null) {
                hints.reflection().registerField(THREADS);
            }
        }

    }

}
