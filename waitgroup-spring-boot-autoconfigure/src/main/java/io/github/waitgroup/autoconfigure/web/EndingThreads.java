// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Threads that end streams and sessions, so that the drain waits neither for a peer that
 * does not read nor for what the application does at such an end. There are none before,
 * and none soon afterwards.
 *
 * @since 0.1.0
 */
public final class EndingThreads implements Executor {

    /**
     * So many ends may be held up before the others wait for them.
     */
    public static final int THREADS = 32;

    private final ThreadPoolExecutor executor;

    /**
     * Creates the threads' factory, and no thread.
     * @param name the name of the threads
     */
    public EndingThreads(String name) {
        this.executor = new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                (task) -> thread(name, task));
        this.executor.allowCoreThreadTimeOut(true);
    }

    // An idle thread must look like nobody's: containers name those of a web application
    // that has stopped as its leaks, by their class loader
    private static Thread thread(String name, Runnable task) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void execute(Runnable task) {
        execute(task, Thread.currentThread().getContextClassLoader());
    }

    /**
     * Runs a task for an application.
     * @param task the task
     * @param classLoader the class loader of the application
     */
    public void execute(Runnable task, @Nullable ClassLoader classLoader) {
        this.executor.execute(() -> {
            Thread thread = Thread.currentThread();
            thread.setContextClassLoader(classLoader);
            try {
                task.run();
            }
            finally {
                thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
            }
        });
    }

}
