// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The watch on the groups of one test.
 */
final class Watch {

    private final Map<Counted, Watched> all = new LinkedHashMap<>();

    private final Duration within;

    Watch(Duration within) {
        this.within = within;
    }

    /**
     * Watches this from now on: what is in flight is not the test's.
     * @param counted what to watch
     */
    void begin(Counted counted) {
        this.all.computeIfAbsent(counted, Watched::fromNowOn);
    }

    /**
     * Watches this as a whole, unless it was found before.
     * @param counted what to watch
     */
    void found(Counted counted) {
        this.all.computeIfAbsent(counted, Watched::new);
    }

    boolean isEmpty() {
        return this.all.isEmpty();
    }

    /**
     * Waits for what the test has begun, and fails if it does not end.
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    void end() throws InterruptedException {
        // A test may leave its thread interrupted: that is no reason not to look
        boolean interrupted = Thread.interrupted();
        try {
            check();
        }
        finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void check() throws InterruptedException {
        long deadline = System.nanoTime() + saturated(this.within);
        List<Left> left = new ArrayList<>();
        List<Left> givenUp = new ArrayList<>();
        for (Watched watched : this.all.values()) {
            if (isCovered(watched.counted())) {
                continue;
            }
            if (!watched.await(deadline)) {
                left.addAll(watched.left(true));
            }
            givenUp.addAll(watched.left(false));
        }
        Failure.throwIfAny(this.within, left, givenUp);
    }

    private boolean isCovered(Counted counted) {
        return this.all.keySet().stream().anyMatch((other) -> other.covers(counted));
    }

    private static long saturated(Duration duration) {
        // Half of the most there is: a deadline that far away does not overflow
        Duration most = Duration.ofNanos(Long.MAX_VALUE / 2);
        return ((duration.compareTo(most) < 0) ? duration : most).toNanos();
    }

}
