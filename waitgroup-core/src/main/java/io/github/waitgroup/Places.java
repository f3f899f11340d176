// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.ArrayDeque;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

/**
 * The limit on concurrency of a join point. A task has one of the places from when it is
 * handed to the executor until it ends. While tasks wait all places are taken: whoever
 * gives one up passes it on. Guarded by the lock of {@link Forks}.
 */
final class Places {

    private final Queue<Fork<?>> waiting = new ArrayDeque<>();

    private int free;

    Places(int limit) {
        this.free = limit;
    }

    /**
     * Gives a task a place, or lets it wait for one.
     * @param fork the task
     * @return whether it has one now
     */
    boolean take(Fork<?> fork) {
        if (this.free == 0) {
            this.waiting.add(fork);
            return false;
        }
        this.free--;
        return true;
    }

    /**
     * Takes a place back.
     * @return the task that has it now, or {@code null} if none waits
     */
    @Nullable Fork<?> passOn() {
        Fork<?> next = this.waiting.poll();
        if (next == null) {
            this.free++;
        }
        return next;
    }

    /** Sends away all that wait: they were cancelled. */
    void clear() {
        this.waiting.clear();
    }

}
