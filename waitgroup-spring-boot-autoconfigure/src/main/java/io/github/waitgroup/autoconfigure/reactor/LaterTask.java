// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.reactor;

import java.util.concurrent.RejectedExecutionException;

import io.github.waitgroup.WaitGroup;

/**
 * A task for later, or one that runs again and again: each run is a unit. It is not
 * counted before, for nobody would tell if it were cancelled.
 */
class LaterTask implements Runnable {

    private final WaitGroup group;

    private final String label;

    private final Runnable task;

    LaterTask(WaitGroup group, String label, Runnable task) {
        this.group = group;
        this.label = label;
        this.task = task;
    }

    @Override
    public void run() {
        Runnable counted;
        try {
            counted = this.group.wrap(this.label, this.task);
        }
        catch (RejectedExecutionException ex) {
            // Closed, and what caused it has ended: Reactor's own rules
            counted = this.task;
        }
        counted.run();
    }

}
