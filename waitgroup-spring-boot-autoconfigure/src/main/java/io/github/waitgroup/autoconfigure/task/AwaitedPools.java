// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;

import io.github.waitgroup.UncountedWork;
import org.jspecify.annotations.Nullable;

/**
 * Pools that a drain waits for as a whole, because their tasks cannot be counted one by
 * one.
 */
class AwaitedPools implements UncountedWork {

    private final Map<String, AwaitedPool> pools = new ConcurrentHashMap<>();

    /**
     * Adds a pool, if there is a way to wait for it.
     * @param name the name of the bean
     * @param executor the bean
     * @return {@code null} if it is waited for, else why not, and the remedy
     */
    @Nullable String add(String name, Executor executor) {
        // Of a prototype there are many, which come and go
        this.pools.values().removeIf(AwaitedPool::isTerminated);
        if (this.pools.values().stream().anyMatch((pool) -> pool.isOf(executor))
                || executor == ForkJoinPool.commonPool()) {
            // Under another name; and the common pool is waited for in any case
            return null;
        }
        if (executor instanceof ForkJoinPool pool) {
            put(name, new AwaitedForkJoinPool(pool));
            return null;
        }
        if (executor instanceof ScheduledExecutorService) {
            return "declare the return type of its bean method as ScheduledExecutorService";
        }
        if (executor instanceof ThreadPoolExecutor pool) {
            AwaitedThreadPool awaited = AwaitedThreadPool.of(pool);
            if (awaited == null) {
                return "it had threads before it became a bean; "
                        + "declare the return type of its bean method as ExecutorService";
            }
            put(name, awaited);
            return null;
        }
        return "declare the return type of its bean method as ExecutorService, or as Executor if it is none";
    }

    private void put(String name, AwaitedPool pool) {
        String free = name;
        for (int i = 2; this.pools.putIfAbsent(free, pool) != null; i++) {
            free = name + " #" + i;
        }
    }

    @Override
    public Map<String, Await> atWork() {
        Map<String, Await> atWork = new LinkedHashMap<>();
        for (Map.Entry<String, AwaitedPool> each : this.pools.entrySet()) {
            AwaitedPool pool = each.getValue();
            if (pool.isAtWork()) {
                atWork.put("executor '" + each.getKey() + "' (" + pool.running() + " running, " + pool.queued()
                        + " queued)", pool);
            }
        }
        return atWork;
    }

}
