// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Durations as nanoseconds, and bounded waits in them.
 */
final class Nanos {

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private Nanos() {
    }

    /**
     * Returns a duration in nanoseconds.
     * @param duration the duration
     * @return its nanoseconds, or the most there are if it is longer than 292 years; 0 if
     * it is negative
     */
    static long of(Duration duration) {
        if (duration.isNegative()) {
            return 0;
        }
        return (duration.compareTo(LONGEST) >= 0) ? Long.MAX_VALUE : duration.toNanos();
    }

    /**
     * Waits for a future that cannot fail.
     * @param future what to wait for
     * @param nanos how long; {@link Long#MAX_VALUE} is for ever
     * @return {@code false} if the time was over first
     * @throws InterruptedException if interrupted before or while it waits
     */
    static boolean await(CompletableFuture<?> future, long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (future.isDone()) {
            return true;
        }
        if (nanos <= 0) {
            return false;
        }
        try {
            if (nanos == Long.MAX_VALUE) {
                future.get();
            }
            else {
                future.get(nanos, TimeUnit.NANOSECONDS);
            }
            return true;
        }
        catch (TimeoutException ex) {
            return false;
        }
        catch (ExecutionException ex) {
            throw new IllegalStateException(ex);
        }
    }

}
