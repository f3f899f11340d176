// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Makes the threads of a pool, to learn from the end of the last one that the pool has
 * terminated. What has not been begun by then the pool never will: {@code shutdownNow}
 * has handed it to somebody who may run it after all, but mostly does not.
 */
final class PoolEnd implements ThreadFactory {

    // Spring keeps what it has decorated as long as somebody else does
    private static final Field DECORATED = Members.field(ThreadPoolTaskExecutor.class, "decoratedTaskMap", Map.class,
            "tell which tasks a pool has left behind");

    private final ThreadFactory delegate;

    private final ThreadPoolExecutor pool;

    private final Map<?, ?> decorated;

    private PoolEnd(ThreadFactory delegate, ThreadPoolExecutor pool, Map<?, ?> decorated) {
        this.delegate = delegate;
        this.pool = pool;
        this.decorated = decorated;
    }

    static void watch(ThreadPoolTaskExecutor executor) {
        ThreadPoolExecutor pool = executor.getThreadPoolExecutor();
        ThreadFactory existing = pool.getThreadFactory();
        if (!(existing instanceof PoolEnd) && Members.read(DECORATED, executor) instanceof Map<?, ?> decorated) {
            pool.setThreadFactory(new PoolEnd(existing, pool, decorated));
        }
    }

    @Override
    public @Nullable Thread newThread(Runnable worker) {
        return this.delegate.newThread(() -> {
            try {
                worker.run();
            }
            finally {
                if (this.pool.isTerminated()) {
                    giveUp();
                }
            }
        });
    }

    private void giveUp() {
        for (Object task : this.decorated.keySet()) {
            if (task instanceof TrackedTask tracked) {
                tracked.handedBack();
            }
        }
    }

    static class Hints implements RuntimeHintsRegistrar {

        @Override
        public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
            hints.reflection().registerField(DECORATED);
        }

    }

}
