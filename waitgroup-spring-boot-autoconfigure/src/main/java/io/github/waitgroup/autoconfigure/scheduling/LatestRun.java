// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import java.lang.ref.WeakReference;

import org.jspecify.annotations.Nullable;

/**
 * Which task each thread has submitted last. A pool that refuses a task does so on the
 * same thread, but does not show what it has made of it.
 */
final class LatestRun {

    // Weak: threads live longer than what they have submitted
    private static final ThreadLocal<@Nullable WeakReference<PoolRun>> LATEST = new ThreadLocal<>();

    private LatestRun() {
    }

    static void set(PoolRun run) {
        LATEST.set(new WeakReference<>(run));
    }

    static void clear() {
        LATEST.remove();
    }

    static void rejected() {
        WeakReference<PoolRun> reference = LATEST.get();
        PoolRun run = (reference != null) ? reference.get() : null;
        if (run != null) {
            run.rejected();
        }
        clear();
    }

}
