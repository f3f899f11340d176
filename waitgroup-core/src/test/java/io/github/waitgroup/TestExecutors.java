// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The kinds of executors that tasks may meet.
 */
enum TestExecutors {

    /** As many threads as there are tasks. */
    CACHED {

        @Override
        Executor create() {
            return Executors.newCachedThreadPool(Threads::daemon);
        }

    },

    /** Fewer threads than tasks: they queue up. */
    TWO_THREADS {

        @Override
        Executor create() {
            return Executors.newFixedThreadPool(2, Threads::daemon);
        }

    },

    /** Runs some tasks in its threads and some in that of the caller. */
    CALLER_RUNS {

        @Override
        Executor create() {
            return new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), Threads::daemon,
                    new ThreadPoolExecutor.CallerRunsPolicy());
        }

    },

    /** Steals work. */
    FORK_JOIN {

        @Override
        Executor create() {
            return new ForkJoinPool(3);
        }

    },

    /** No threads of its own at all. */
    DIRECT {

        @Override
        Executor create() {
            return Runnable::run;
        }

    },

    /** A virtual thread for each task, on a JDK that has them. */
    VIRTUAL {

        @Override
        Executor create() {
            try {
                return (Executor) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
            }
            catch (ReflectiveOperationException ex) {
                throw new IllegalStateException(ex);
            }
        }

    };

    abstract Executor create();

    /**
     * Returns those this JDK has.
     * @return all before 21 but the one with virtual threads
     */
    static List<TestExecutors> available() {
        List<TestExecutors> available = new ArrayList<>(List.of(values()));
        if (Runtime.version().feature() < 21) {
            available.remove(VIRTUAL);
        }
        return available;
    }

    /**
     * Returns those that run two tasks at the same time, and neither in the caller.
     * @return the concurrent ones
     */
    static List<TestExecutors> concurrent() {
        List<TestExecutors> concurrent = new ArrayList<>(available());
        concurrent.remove(DIRECT);
        concurrent.remove(CALLER_RUNS);
        return concurrent;
    }

    static void shutdown(Executor executor) {
        if (executor instanceof ExecutorService service) {
            service.shutdownNow();
        }
    }

}
