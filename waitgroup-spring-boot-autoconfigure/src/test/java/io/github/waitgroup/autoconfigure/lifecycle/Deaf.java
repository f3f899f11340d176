// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.waitgroup.autoconfigure.Bounded;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Work that ignores interrupts, and ends only when the test is over.
 */
final class Deaf implements Runnable, AutoCloseable {

    /** What a shutdown may take at most that has little to wait for; others take 60 s. */
    static final Duration SOON = Duration.ofSeconds(30);

    private final CountDownLatch begun = new CountDownLatch(1);

    private final CountDownLatch end = new CountDownLatch(1);

    @Override
    public void run() {
        this.begun.countDown();
        boolean over = false;
        while (!over) {
            try {
                over = this.end.await(1, TimeUnit.MINUTES);
            }
            catch (InterruptedException ex) {
                // Deaf
            }
        }
    }

    void awaitBegun() {
        Bounded.await(this.begun);
    }

    static void assertSoon(Runnable shutdown) {
        long before = System.nanoTime();
        shutdown.run();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).as("time to shut down").isLessThan(SOON);
    }

    void end() {
        this.end.countDown();
    }

    @Override
    public void close() {
        end();
    }

}
