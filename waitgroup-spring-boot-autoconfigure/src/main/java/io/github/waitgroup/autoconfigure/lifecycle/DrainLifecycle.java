// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

/**
 * The main step of the drain: awaits all work in flight after the web server has closed
 * its connectors and before anything that work may need is stopped.
 */
class DrainLifecycle extends BlockingLifecycle {

    private final ContextDrain drain;

    DrainLifecycle(ContextDrain drain) {
        super(PhaseTimeouts.DRAIN);
        this.drain = drain;
    }

    @Override
    public void start() {
        // After a stop without an end, as for a checkpoint, everything is served again
        this.drain.start();
        super.start();
    }

    @Override
    void drain() {
        this.drain.await();
    }

}
