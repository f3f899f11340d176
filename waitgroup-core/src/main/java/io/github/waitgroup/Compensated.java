// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

import org.jspecify.annotations.Nullable;

/**
 * A wait that tells the fork-join pool whose thread waits, so that the pool runs what is
 * waited for on another thread. That pool's own futures have this thread help instead;
 * without either, a pool of one thread would wait for itself.
 *
 * @param <V> what the wait is for
 */
final class Compensated<V> implements ForkJoinPool.ManagedBlocker {

    private final Wait<V> wait;

    private @Nullable V value;

    private Compensated(Wait<V> wait) {
        this.wait = wait;
    }

    static <V> @Nullable V await(Wait<V> wait) throws InterruptedException {
        if (!ForkJoinTask.inForkJoinPool()) {
            return wait.await();
        }
        Compensated<V> compensated = new Compensated<>(wait);
        ForkJoinPool.managedBlock(compensated);
        return compensated.value;
    }

    @Override
    public boolean block() throws InterruptedException {
        this.value = this.wait.await();
        return true;
    }

    @Override
    public boolean isReleasable() {
        return false;
    }

    /**
     * What waits.
     *
     * @param <V> what the wait is for
     */
    interface Wait<V> {

        @Nullable V await() throws InterruptedException;

    }

}
