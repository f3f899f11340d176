// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.websocket;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that close sessions, so that the drain does not wait for a peer that does not
 * read. There are none until then.
 */
final class Closer implements Executor {

    private static final int THREADS = 8;

    private final ThreadPoolExecutor executor;

    Closer() {
        this.executor = new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                Closer::thread);
        this.executor.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "waitgroup-websocket-closer");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void execute(Runnable task) {
        this.executor.execute(task);
    }

}
