// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * Hands the tasks of a join point to the executor, never under a lock: an executor may
 * run the task right here.
 */
final class Handover {

    private final Forks forks;

    private final Executor executor;

    Handover(Forks forks, Executor executor) {
        this.forks = forks;
        this.executor = executor;
    }

    /**
     * Hands over a task that is being forked. If the executor refuses it, it was never
     * forked.
     * @param fork the task
     */
    void begin(Fork<?> fork) {
        Fork<?> next;
        try {
            next = fork.handTo(this.executor);
        }
        catch (Throwable ex) {
            proceed(this.forks.withdraw(fork, ex));
            throw ex;
        }
        proceed(next);
    }

    /**
     * Hands over tasks that waited for a place. They have been forked: if the executor
     * refuses one it has failed.
     * @param first the first one, or {@code null} if none waits
     */
    void proceed(@Nullable Fork<?> first) {
        Fork<?> fork = first;
        while (fork != null) {
            try {
                fork = fork.handTo(this.executor);
            }
            catch (Throwable ex) {
                fork = this.forks.refuse(fork, ex);
            }
        }
    }

}
