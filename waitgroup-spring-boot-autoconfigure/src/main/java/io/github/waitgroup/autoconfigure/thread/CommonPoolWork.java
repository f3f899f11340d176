// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.thread;

import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

import io.github.waitgroup.UncountedWork;

/**
 * What runs on the JDK's common pool, as {@code CompletableFuture.supplyAsync(task)} and
 * parallel streams do. Nobody can see its single tasks, but the pool says when it has
 * nothing left to do.
 */
final class CommonPoolWork implements UncountedWork {

    private final ForkJoinPool pool;

    CommonPoolWork(ForkJoinPool pool) {
        this.pool = pool;
    }

    @Override
    public Map<String, Await> atWork() {
        return isAtWork() ? Map.of("ForkJoinPool.commonPool", this::await) : Map.of();
    }

    private boolean isAtWork() {
        return !this.pool.isQuiescent() || this.pool.hasQueuedSubmissions();
    }

    private void await() {
        while (isAtWork()) {
            this.pool.awaitQuiescence(1, TimeUnit.DAYS);
        }
    }

}
