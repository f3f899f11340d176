// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.lang.reflect.Field;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/**
 * Sees the threads of an executor start and end. The executor asks for a thread right
 * after it has had its task decorated; that this thread could not be started, or that the
 * executor was closed before the thread came to the task, it tells nobody else.
 */
final class ThreadStarts {

    private static final Field VIRTUAL = Members.field(SimpleAsyncTaskExecutor.class, "virtualThreadDelegate", null,
            "make its virtual threads");

    private static final Field ACTIVE = Members.field(SimpleAsyncTaskExecutor.class, "activeThreads", null,
            "tell what its close has cut");

    /** The task for which a thread is asked for next. */
    private static final ThreadLocal<@Nullable ThreadTask> NEXT = new ThreadLocal<>();

    private final SimpleAsyncTaskExecutor executor;

    private final AtomicInteger virtualThreads = new AtomicInteger();

    private final ReentrantLock lock = new ReentrantLock();

    ThreadStarts(SimpleAsyncTaskExecutor executor) {
        this.executor = executor;
    }

    /**
     * Returns whether the executor may drop tasks when it is closed.
     * @return whether it keeps a list of its threads
     */
    boolean isNeeded() {
        return Members.read(ACTIVE, this.executor) != null;
    }

    // Anew if the application has set another factory meanwhile
    void prepare() {
        if (isPrepared()) {
            return;
        }
        // Two that find no factory at the same time must not set two
        this.lock.lock();
        try {
            if (!isPrepared()) {
                setFactory();
            }
        }
        finally {
            this.lock.unlock();
        }
    }

    private boolean isPrepared() {
        return Members.read(VIRTUAL, this.executor) == null && this.executor.getThreadFactory() instanceof Factory;
    }

    private void setFactory() {
        if (Members.read(VIRTUAL, this.executor) != null) {
            ThreadFactory virtual = new VirtualThreadTaskExecutor().getVirtualThreadFactory();
            this.executor.setThreadFactory(new Factory((task) -> {
                Thread thread = virtual.newThread(task);
                thread.setName(this.executor.getThreadNamePrefix() + this.virtualThreads.incrementAndGet());
                return thread;
            }));
            // In this order: who comes between must not get a platform thread
            this.executor.setVirtualThreads(false);
            return;
        }
        ThreadFactory existing = this.executor.getThreadFactory();
        this.executor.setThreadFactory(new Factory((existing != null) ? existing : this.executor::createThread));
    }

    static void expect(ThreadTask task) {
        ThreadTask refused = NEXT.get();
        if (refused != null) {
            // No thread was made for the one before
            refused.notStarted();
        }
        NEXT.set(task);
    }

    static class Hints implements RuntimeHintsRegistrar {

        @Override
        public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
            hints.reflection().registerField(VIRTUAL).registerField(ACTIVE);
        }

    }

    /**
     * Makes the threads.
     */
    private static final class Factory implements ThreadFactory {

        private final ThreadFactory delegate;

        Factory(ThreadFactory delegate) {
            this.delegate = delegate;
        }

        @Override
        public @Nullable Thread newThread(Runnable runnable) {
            ThreadTask task = NEXT.get();
            NEXT.remove();
            return (task != null) ? newThread(runnable, task) : this.delegate.newThread(runnable);
        }

        private @Nullable Thread newThread(Runnable runnable, ThreadTask task) {
            task.watched();
            Thread thread = null;
            try {
                thread = this.delegate.newThread(() -> {
                    try {
                        runnable.run();
                    }
                    finally {
                        task.threadEnded();
                    }
                });
            }
            finally {
                if (thread == null) {
                    task.notStarted();
                }
            }
            return (thread != null) ? new Start(thread, task) : null;
        }

    }

    /**
     * Stands for a thread until that is started.
     */
    private static final class Start extends Thread {

        private final Thread thread;

        private final ThreadTask task;

        Start(Thread thread, ThreadTask task) {
            super(null, null, thread.getName(), 0, false);
            this.thread = thread;
            this.task = task;
        }

        @Override
        public synchronized void start() {
            try {
                this.thread.start();
            }
            catch (Throwable ex) {
                this.task.notStarted();
                throw ex;
            }
        }

    }

}
