// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill.load;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.waitgroup.proof.kill.journal.Source;

/**
 * The requests that are to be sent, and their pace: steady, to the clients in turn, so
 * that no connection is idle for long, and what is accepted can be done within the time
 * of a drain. Time that a slow server loses is not made up for.
 */
final class Plan implements AutoCloseable {

    private static final int PACE_MS = 15;

    private static final int MAX_AHEAD = 4;

    private final List<Source> sources;

    private final int requests;

    private final AtomicInteger sent = new AtomicInteger();

    private final Semaphore turns = new Semaphore(0, true);

    private final ScheduledExecutorService pacemaker = Executors.newSingleThreadScheduledExecutor();

    private final Future<?> beat;

    Plan(List<Source> sources, int requests) {
        this.sources = sources;
        this.requests = requests;
        this.beat = this.pacemaker.scheduleAtFixedRate(this::nextTurn, 0, PACE_MS, TimeUnit.MILLISECONDS);
    }

    private void nextTurn() {
        if (this.turns.availablePermits() < MAX_AHEAD) {
            this.turns.release();
        }
    }

    /**
     * Waits for the caller's turn.
     * @return what it is to ask for
     * @throws InterruptedException if interrupted
     */
    Source awaitTurn() throws InterruptedException {
        this.turns.acquire();
        int request = this.sent.getAndIncrement();
        if (request >= this.requests) {
            throw new IllegalStateException("Not turned away in " + this.requests + " requests");
        }
        return this.sources.get(request % this.sources.size());
    }

    @Override
    public void close() {
        this.beat.cancel(false);
        this.pacemaker.shutdown();
    }

}
