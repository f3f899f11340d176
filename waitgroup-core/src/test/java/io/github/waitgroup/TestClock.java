// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A clock that stands still unless told otherwise.
 */
final class TestClock implements LongSupplier {

    private final AtomicLong now;

    private volatile long tick;

    private volatile Runnable atNextReading = TestClock::nothing;

    TestClock() {
        this(1_000);
    }

    TestClock(long now) {
        this.now = new AtomicLong(now);
    }

    private static void nothing() {
    }

    void advance(Duration time) {
        this.now.addAndGet(time.toNanos());
    }

    /**
     * Lets each reading take time.
     * @param time how long
     */
    void advanceAtEachReading(Duration time) {
        this.tick = time.toNanos();
    }

    /**
     * Lets something happen in the middle of what reads the clock next.
     * @param action what happens, once
     */
    void atNextReading(Runnable action) {
        this.atNextReading = action;
    }

    @Override
    public long getAsLong() {
        Runnable action = this.atNextReading;
        this.atNextReading = TestClock::nothing;
        action.run();
        return this.now.getAndAdd(this.tick);
    }

}
