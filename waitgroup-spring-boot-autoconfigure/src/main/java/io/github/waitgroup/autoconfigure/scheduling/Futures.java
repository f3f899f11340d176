// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Answers about tasks that are futures, which keep what was thrown to themselves.
 */
final class Futures {

    private Futures() {
    }

    static boolean isDone(Runnable task) {
        return task instanceof Future<?> future && future.isDone();
    }

    static boolean hasFailed(Runnable task) {
        if (task instanceof Future<?> future && future.isDone() && !future.isCancelled()) {
            try {
                future.get();
            }
            catch (ExecutionException ex) {
                return true;
            }
            catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
        }
        return false;
    }

    static void cancel(Runnable task) {
        if (task instanceof Future<?> future) {
            future.cancel(false);
        }
    }

}
