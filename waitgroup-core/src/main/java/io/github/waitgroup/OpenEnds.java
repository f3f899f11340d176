// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * How many units of a group have no end of their own, and whether it is time for them to
 * end.
 */
final class OpenEnds {

    private final AtomicLong opened = new AtomicLong();

    private final AtomicLong closed = new AtomicLong();

    private volatile boolean ending;

    private volatile @Nullable CompletableFuture<@Nullable Void> change;

    /**
     * Returns whether there is anything else in flight in a group.
     * @param group the group
     * @return {@code false} if at some moment there was not
     */
    boolean isLessThan(WaitGroup group) {
        // Both only go up: at the moment in between there were at least as many
        long openedBefore = this.opened.get();
        long all = group.count();
        return openedBefore - this.closed.get() < all;
    }

    /**
     * Returns how many units became open-ended so far.
     * @return those, the ones that have ended included
     */
    long everOpened() {
        return this.opened.get();
    }

    /**
     * Returns how many of those have ended.
     * @return those, the ones that are about to be counted out included
     */
    long everClosed() {
        return this.closed.get();
    }

    void opened(Extras unit) {
        this.opened.incrementAndGet();
        changed();
        // Set before the units there are were looked for: asked here, or there
        if (this.ending) {
            unit.askToEnd();
        }
    }

    void closed() {
        this.closed.incrementAndGet();
    }

    boolean isEnding() {
        return this.ending;
    }

    void ending(boolean ending) {
        this.ending = ending;
    }

    /**
     * Returns what completes when the next unit ends or becomes open-ended. While there
     * are units without an end, nothing else tells that all others have ended.
     * @return the change to come
     */
    synchronized CompletableFuture<@Nullable Void> change() {
        CompletableFuture<@Nullable Void> next = this.change;
        if (next == null) {
            next = new CompletableFuture<>();
            this.change = next;
        }
        return next;
    }

    /** Some unit has been counted out. */
    void ended() {
        if (this.opened.get() > this.closed.get()) {
            changed();
        }
    }

    private void changed() {
        CompletableFuture<@Nullable Void> awaited = this.change;
        if (awaited != null) {
            this.change = null;
            awaited.complete(null);
        }
    }

}
