// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.lang.reflect.Field;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskRejectedException;

/**
 * The concurrency limit of an executor, kept as the executor keeps it, with the same
 * exceptions. The executor goes on to keep it, too, but finds nothing to refuse or to
 * wait for: a place here is taken before one there, and left after it.
 */
final class ConcurrencyLimit {

    private static final Field REJECTS = Members.field(SimpleAsyncTaskExecutor.class, "rejectTasksWhenLimitReached",
            boolean.class, "keep to its concurrency limit");

    private final SimpleAsyncTaskExecutor executor;

    private final ReentrantLock lock = new ReentrantLock();

    private final Condition left = this.lock.newCondition();

    private int taken;

    private volatile boolean rejects;

    ConcurrencyLimit(SimpleAsyncTaskExecutor executor) {
        this.executor = executor;
    }

    /**
     * Takes a place, and waits for one if the executor is one that waits.
     * @return the place, to be left
     * @throws TaskRejectedException if there is none
     */
    Place enter() {
        takeOverRejection();
        if (this.executor.getConcurrencyLimit() == SimpleAsyncTaskExecutor.NO_CONCURRENCY) {
            throw new TaskRejectedException("Concurrency limit set to NO_CONCURRENCY - not allowed to enter");
        }
        this.lock.lock();
        try {
            if (isReached()) {
                awaitPlace();
            }
            this.taken++;
        }
        finally {
            this.lock.unlock();
        }
        return new Place();
    }

    // The executor refuses after the task was counted, and would not tell
    private void takeOverRejection() {
        if (Boolean.TRUE.equals(Members.read(REJECTS, this.executor))) {
            this.rejects = true;
            this.executor.setRejectTasksWhenLimitReached(false);
        }
    }

    private boolean isReached() {
        int limit = this.executor.getConcurrencyLimit();
        return limit >= 0 && this.taken >= limit;
    }

    private void awaitPlace() {
        if (this.rejects) {
            throw new TaskRejectedException("Concurrency limit reached: " + this.executor.getConcurrencyLimit());
        }
        boolean interrupted = false;
        while (isReached()) {
            if (interrupted) {
                throw new TaskRejectedException("Thread was interrupted while waiting for access "
                        + "but concurrency limit still does not allow for entering");
            }
            try {
                this.left.await();
            }
            catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
                interrupted = true;
            }
        }
    }

    static class Hints implements RuntimeHintsRegistrar {

        @Override
        public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
            hints.reflection().registerField(REJECTS);
        }

    }

    /**
     * One of the places.
     */
    final class Place {

        private final AtomicBoolean left = new AtomicBoolean();

        void leave() {
            if (!this.left.compareAndSet(false, true)) {
                return;
            }
            ConcurrencyLimit.this.lock.lock();
            try {
                ConcurrencyLimit.this.taken--;
                ConcurrencyLimit.this.left.signal();
            }
            finally {
                ConcurrencyLimit.this.lock.unlock();
            }
        }

    }

}
