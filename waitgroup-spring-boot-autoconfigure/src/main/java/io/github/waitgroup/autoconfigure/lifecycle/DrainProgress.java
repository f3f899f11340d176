// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroupRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;

/**
 * Says, when half of the deadline is over and when nearly all of it is, what is still in
 * flight, whoever waits at that time: the drain, or Spring for its web server. It has a
 * thread only while there is something to wait for.
 */
class DrainProgress implements DisposableBean {

    private static final int[] PERCENTS = { 50, 90 };

    private final Drain drain;

    private final WaitGroupRegistry registry;

    private final Runnable stopListening;

    /** Guarded by this. */
    private @Nullable Watch watch;

    DrainProgress(Drain drain, WaitGroupRegistry registry) {
        this.drain = drain;
        this.registry = registry;
        this.stopListening = drain.listen(this::onChange);
    }

    private void onChange(Drain.State state) {
        if (state != Drain.State.QUIESCING && state != Drain.State.DRAINING) {
            end();
        }
    }

    /**
     * Watches from now on, if anything is in flight; to be called again before each wait.
     */
    synchronized void watch() {
        if (this.watch == null && this.registry.count() > 0 && !this.drain.remaining().isZero()) {
            Watch begun = new Watch();
            begun.start();
            this.watch = begun;
        }
    }

    synchronized void end() {
        if (this.watch != null) {
            this.watch.ended.countDown();
            this.watch = null;
        }
    }

    @Override
    public void destroy() {
        this.stopListening.run();
        end();
    }

    private final class Watch extends Thread {

        private final CountDownLatch ended = new CountDownLatch(1);

        Watch() {
            super(null, null, "waitgroup-drain-progress", 0, false);
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                for (int percent : PERCENTS) {
                    Duration time = DrainProgress.this.drain.remaining().minus(leftAt(percent));
                    if (this.ended.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                        return;
                    }
                    if (!time.isNegative()) {
                        DrainLog.progress(DrainProgress.this.registry, leftAt(100 - percent), leftAt(percent),
                                percent > 50);
                    }
                }
            }
            catch (InterruptedException ex) {
                // Of nobody's concern: only this thread's own, which ends
                Thread.currentThread().interrupt();
            }
        }

        private Duration leftAt(int percent) {
            return DrainProgress.this.drain.options().timeout().multipliedBy(100 - percent).dividedBy(100);
        }

    }

}
