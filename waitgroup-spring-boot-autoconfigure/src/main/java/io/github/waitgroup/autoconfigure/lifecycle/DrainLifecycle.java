// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import io.github.waitgroup.Drain;

import org.springframework.context.SmartLifecycle;

/**
 * The main step of the drain: awaits all work in flight after the web server has closed
 * its connectors and before anything that work may need is stopped.
 * <p>
 * It blocks in {@link #stop(Runnable)} on purpose. Spring does not reliably wait for a
 * callback that comes later (spring-framework issue 28277).
 */
class DrainLifecycle implements SmartLifecycle {

    private final Drain drain;

    private final PhaseTimeouts timeouts;

    private volatile boolean running;

    DrainLifecycle(Drain drain, PhaseTimeouts timeouts) {
        this.drain = drain;
        this.timeouts = timeouts;
    }

    @Override
    public void start() {
        // After a stop without an end, as for a checkpoint, everything is served again
        this.drain.resume();
        this.running = true;
    }

    @Override
    public void stop(Runnable callback) {
        try {
            stop();
        }
        finally {
            callback.run();
        }
    }

    @Override
    public void stop() {
        try {
            DrainLog.ended(this.drain.await());
            this.timeouts.set(PhaseTimeouts.EXECUTORS, this.drain.remaining());
        }
        finally {
            this.running = false;
        }
    }

    @Override
    public boolean isRunning() {
        return this.running;
    }

    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return PhaseTimeouts.DRAIN;
    }

}
