// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The orders that are to be sent, and their pace: steady, to the clients in turn, so that
 * no connection is idle for long, some orders are fulfilled before SIGTERM, and those
 * that are not can be within the time of a drain. Time a slow server loses is not made up
 * for: that would be a rush of orders of which none is old enough to be fulfilled.
 */
final class Plan implements AutoCloseable {

    private static final int PACE_MS = 6;

    private static final int MAX_AHEAD = 4;

    private final AtomicInteger unsent;

    private final Semaphore turns = new Semaphore(0, true);

    private final ScheduledExecutorService pacemaker = Executors.newSingleThreadScheduledExecutor();

    private final Future<?> beat;

    Plan(int orders) {
        this.unsent = new AtomicInteger(orders);
        this.beat = this.pacemaker.scheduleAtFixedRate(this::nextTurn, 0, PACE_MS, TimeUnit.MILLISECONDS);
    }

    private void nextTurn() {
        if (this.turns.availablePermits() < MAX_AHEAD) {
            this.turns.release();
        }
    }

    /**
     * Waits for the caller's turn.
     * @return whether there is an order to send
     * @throws InterruptedException if interrupted
     */
    boolean awaitTurn() throws InterruptedException {
        this.turns.acquire();
        return this.unsent.getAndUpdate((orders) -> Math.max(0, orders - 1)) > 0;
    }

    int unsent() {
        return this.unsent.get();
    }

    @Override
    public void close() {
        this.beat.cancel(false);
        this.pacemaker.shutdown();
    }

}
