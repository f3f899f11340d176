// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import io.github.waitgroup.Registration;

/**
 * A task on its way to another thread, counted since it set out.
 */
class HandedOver implements Runnable {

    private final Registration unit;

    private final Runnable decorated;

    private final Runnable task;

    private final Thread origin = Thread.currentThread();

    HandedOver(Registration unit, Runnable decorated, Runnable task) {
        this.unit = unit;
        this.decorated = decorated;
        this.task = task;
    }

    @Override
    public void run() {
        Registration outer = (Thread.currentThread() != this.origin) ? Registration.current() : null;
        if (outer != null && this.unit.state() == Registration.State.QUEUED) {
            // The executor beneath counts its tasks, too: one unit is enough
            outer.label(this.unit.label());
            this.unit.run(() -> {
            });
            run(outer);
        }
        else {
            this.unit.run(() -> run(this.unit));
        }
        if (this.unit.state() == Registration.State.ABANDONED) {
            // Given up before it began: whoever waits for its result must not wait for
            // ever
            Futures.cancel(this.task);
        }
    }

    private void run(Registration counting) {
        Admission.run(this.decorated);
        if (Futures.hasFailed(this.task)) {
            counting.fail();
        }
    }

}
