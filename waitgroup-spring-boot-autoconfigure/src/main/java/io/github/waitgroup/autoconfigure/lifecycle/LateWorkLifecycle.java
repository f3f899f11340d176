// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import io.github.waitgroup.Drain;

import org.springframework.context.SmartLifecycle;

/**
 * The last look of the drain, just before executors stop: what was submitted by beans
 * that Spring has stopped in between is awaited too, within what is left of the deadline.
 */
class LateWorkLifecycle implements SmartLifecycle {

    private final Drain drain;

    private volatile boolean running;

    LateWorkLifecycle(Drain drain) {
        this.drain = drain;
    }

    @Override
    public void start() {
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
            DrainLog.late(this.drain.awaitLate());
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
        return PhaseTimeouts.LATE_WORK;
    }

}
