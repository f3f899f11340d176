// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.concurrent.ThreadFactory;

import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;

/**
 * Counts threads from their creation until they have ended. One that is never started is
 * found as leaked when it is collected.
 */
final class CountingThreadFactory implements ThreadFactory {

    private final WaitGroup threads;

    private final ThreadFactory delegate;

    CountingThreadFactory(WaitGroup threads, ThreadFactory delegate) {
        this.threads = threads;
        this.delegate = delegate;
    }

    WaitGroup threads() {
        return this.threads;
    }

    @Override
    public Thread newThread(Runnable worker) {
        Registration unit = this.threads.register("thread");
        Thread thread = null;
        try {
            thread = this.delegate.newThread(() -> {
                // Not entered: tasks are not to be children of their thread
                try {
                    worker.run();
                }
                finally {
                    unit.close();
                }
            });
            return thread;
        }
        finally {
            // A factory may return none
            if (thread == null) {
                unit.close();
            }
        }
    }

}
