// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import io.github.waitgroup.Drain;

/**
 * The main step of the drain: awaits all work in flight after the web server has closed
 * its connectors and before anything that work may need is stopped.
 */
class DrainLifecycle extends BlockingLifecycle {

    private final Drain drain;

    private final PhaseTimeouts timeouts;

    DrainLifecycle(Drain drain, PhaseTimeouts timeouts) {
        super(PhaseTimeouts.DRAIN);
        this.drain = drain;
        this.timeouts = timeouts;
    }

    @Override
    public void start() {
        // After a stop without an end, as for a checkpoint, everything is served again
        this.drain.resume();
        super.start();
    }

    @Override
    void drain() {
        DrainLog.ended(this.drain.await());
        this.timeouts.set(PhaseTimeouts.EXECUTORS, this.drain.remaining());
    }

}
