// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.thread;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.waitgroup.UncountedWork;

/**
 * What {@code CompletableFuture.supplyAsync(task)} runs where the common pool has less
 * than two threads: before JDK 25, and with up to two processors, as many containers
 * have, each task gets a thread of its own instead. Such threads are known by where their
 * stacks begin, and awaited one by one.
 */
final class CompletableFutureThreads implements UncountedWork {

    private static final String TASK = CompletableFuture.class.getName() + "$";

    @Override
    public Map<String, Await> atWork() {
        Map<String, Await> work = new HashMap<>();
        for (Map.Entry<Thread, StackTraceElement[]> each : LiveThreads.others().entrySet()) {
            Thread thread = each.getKey();
            String entryPoint = LiveThreads.entryPoint(each.getValue());
            if (entryPoint != null && entryPoint.startsWith(TASK) && !LiveThreads.isExiting(each.getValue())) {
                work.put("CompletableFuture on thread " + thread.getName(), thread::join);
            }
        }
        return work;
    }

}
