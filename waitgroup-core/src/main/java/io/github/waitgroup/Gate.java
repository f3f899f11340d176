// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Where those stand who wait for one zero. It belongs to a {@link Count}, whose lock
 * guards all but opening it and the future.
 */
final class Gate {

    private final CompletableFuture<@Nullable Void> future = new CompletableFuture<>();

    private int waiters;

    /** Whether somebody holds the future, and so may wait for ever. */
    private boolean kept;

    CompletableFuture<@Nullable Void> future() {
        return this.future;
    }

    CompletableFuture<@Nullable Void> keep() {
        this.kept = true;
        return this.future;
    }

    void join() {
        this.waiters++;
    }

    /**
     * Says that a waiter has given up.
     * @return whether nobody is left
     */
    boolean leave() {
        this.waiters--;
        return this.waiters == 0 && !this.kept;
    }

    /**
     * Lets all pass. What depends on the future runs here and may use the count: not
     * under its lock.
     * @param reached the gate, if one is to be opened
     */
    static void open(@Nullable Gate reached) {
        if (reached != null) {
            reached.future.complete(null);
        }
    }

    /**
     * Lets all pass, without running here what depends on the future.
     * @param reached the gate, if one is to be opened
     */
    static void openElsewhere(@Nullable Gate reached) {
        if (reached != null) {
            // A thread of its own: the threads of a pool may all wait for a gate like
            // this
            new OwnThread("waitgroup-zero").execute(() -> open(reached));
        }
    }

}
