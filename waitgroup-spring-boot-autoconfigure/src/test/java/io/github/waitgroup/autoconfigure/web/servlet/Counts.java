// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupSnapshot;
import io.github.waitgroup.autoconfigure.Bounded;

/**
 * What a group counts from a moment on at which nothing was in flight: tests that share a
 * server do not share its numbers.
 */
final class Counts {

    private final WaitGroup group;

    private final long completed;

    private final long failed;

    Counts(WaitGroup group) throws InterruptedException {
        this.group = group;
        group.await(Bounded.LIMIT);
        WaitGroupSnapshot before = group.snapshot(0);
        this.completed = before.completed();
        this.failed = before.failed();
        assertEnded(0, 0);
    }

    /**
     * Waits until nothing is in flight, and asserts that the numbers agree.
     */
    void assertEnded(long completed, long failed) throws InterruptedException {
        Bounded.assertEnded(this.group, this.completed + completed, this.failed + failed);
    }

}
