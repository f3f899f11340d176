// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import org.springframework.context.SmartLifecycle;

/**
 * A step of the drain in one phase of Spring's shutdown. It blocks in
 * {@link #stop(Runnable)} on purpose: Spring does not reliably wait for a callback that
 * comes later (spring-framework issue 28277). It can be started again after it was
 * stopped, as for a checkpoint, and a mere pause does not stop it.
 */
abstract class BlockingLifecycle implements SmartLifecycle {

    private final int phase;

    private volatile boolean running;

    BlockingLifecycle(int phase) {
        this.phase = phase;
    }

    /**
     * Takes the step.
     */
    abstract void drain();

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
            drain();
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
        return this.phase;
    }

}
