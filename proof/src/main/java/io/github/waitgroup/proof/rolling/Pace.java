// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.rolling;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The pace of the requests: steady, to the clients in turn, so that no connection is idle
 * for long. Time that slow servers lose is not made up for.
 */
final class Pace implements AutoCloseable {

    private static final int PACE_MS = 10;

    private static final int MAX_AHEAD = 4;

    private final Semaphore turns = new Semaphore(0, true);

    private final AtomicBoolean over = new AtomicBoolean();

    private final ScheduledExecutorService pacemaker = Executors.newSingleThreadScheduledExecutor();

    private final Future<?> beat = this.pacemaker.scheduleAtFixedRate(this::nextTurn, 0, PACE_MS,
            TimeUnit.MILLISECONDS);

    private void nextTurn() {
        if (this.turns.availablePermits() < MAX_AHEAD) {
            this.turns.release();
        }
    }

    /**
     * Waits for the caller's turn.
     * @return whether there is one
     * @throws InterruptedException if interrupted
     */
    boolean awaitTurn() throws InterruptedException {
        this.turns.acquire();
        if (this.over.get()) {
            // And let the next one know
            this.turns.release();
            return false;
        }
        return true;
    }

    @Override
    public void close() {
        this.beat.cancel(false);
        this.pacemaker.shutdown();
        this.over.set(true);
        this.turns.release();
    }

}
