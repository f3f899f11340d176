// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Somebody elsewhere, who calls back. Its threads are nobody's beans and nothing counts
 * them.
 */
public class Partner {

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(4, (task) -> {
        Thread thread = new Thread(task, "partner");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Completes some time later.
     * @param millis how much later
     * @return the promise of it
     */
    public CompletableFuture<Void> in(long millis) {
        CompletableFuture<Void> later = new CompletableFuture<>();
        Future<?> unused = this.timer.schedule(() -> later.complete(null), millis, TimeUnit.MILLISECONDS);
        return later;
    }

}
