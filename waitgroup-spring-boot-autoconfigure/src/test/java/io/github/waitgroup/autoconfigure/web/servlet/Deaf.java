// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.waitgroup.autoconfigure.Bounded;

/**
 * Work that heeds no interrupt, until the test releases it.
 */
final class Deaf implements Runnable, AutoCloseable {

    private final CountDownLatch begun = new CountDownLatch(1);

    private final CountDownLatch released = new CountDownLatch(1);

    private final CountDownLatch ended = new CountDownLatch(1);

    @Override
    public void run() {
        this.begun.countDown();
        long end = System.nanoTime() + 3 * Bounded.LIMIT.toNanos();
        boolean waiting = true;
        while (waiting) {
            try {
                waiting = !this.released.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)
                        && end - System.nanoTime() > 0;
            }
            catch (InterruptedException ex) {
                // Not heard
            }
        }
        this.ended.countDown();
    }

    void awaitBegun() {
        Bounded.await(this.begun);
    }

    boolean isWorking() {
        return this.begun.getCount() == 0 && this.ended.getCount() > 0;
    }

    // And leaves no thread behind
    @Override
    public void close() {
        this.released.countDown();
        Bounded.await(this.ended);
    }

}
