// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

/**
 * The last look of the drain, just before executors stop: what was submitted by beans
 * that Spring has stopped in between is awaited too, within what is left of the deadline.
 */
class LateWorkLifecycle extends BlockingLifecycle {

    private final ContextDrain drain;

    LateWorkLifecycle(ContextDrain drain) {
        super(PhaseTimeouts.LATE_WORK);
        this.drain = drain;
    }

    @Override
    void drain() {
        this.drain.awaitLate();
    }

}
