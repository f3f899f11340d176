// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.waitgroup.UncountedWork;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Pools whose decorator the application has replaced after start-up. What they were given
 * since then is not counted, so that a drain waits for them as a whole.
 */
class RedecoratedPools implements UncountedWork {

    private final Map<String, Pool> pools = new ConcurrentHashMap<>();

    void watch(String name, ThreadPoolTaskExecutor executor) {
        AwaitedThreadPool awaited = AwaitedThreadPool.of(executor.getThreadPoolExecutor());
        // Else it had threads before: those cannot be waited for
        if (awaited != null) {
            this.pools.put(name, new Pool(executor, awaited));
        }
    }

    @Override
    public Map<String, Await> atWork() {
        Map<String, Await> atWork = new LinkedHashMap<>();
        for (Map.Entry<String, Pool> each : this.pools.entrySet()) {
            Pool pool = each.getValue();
            if (pool.isRedecorated() && pool.awaited().isAtWork()) {
                atWork.put("executor '" + each.getKey() + "', whose task decorator was replaced", pool.awaited());
            }
        }
        return atWork;
    }

    private record Pool(ThreadPoolTaskExecutor executor, AwaitedThreadPool awaited) {

        boolean isRedecorated() {
            return !(TaskDecorators.of(this.executor) instanceof TrackingTaskDecorator);
        }

    }

}
