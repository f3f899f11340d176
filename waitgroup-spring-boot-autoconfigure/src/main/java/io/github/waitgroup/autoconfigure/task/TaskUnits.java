// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.concurrent.RejectedExecutionException;

import io.github.waitgroup.Registration;
import io.github.waitgroup.UnitSource;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * Makes the units of the tasks of one executor: labelled with the {@code @Async} method
 * where one is called, else with the executor's name.
 */
class TaskUnits implements UnitSource {

    /** Another one if the executor outlives the context that counted first. */
    private volatile SingletonSupplier<AsyncGroup> group;

    private final String executorName;

    TaskUnits(SingletonSupplier<AsyncGroup> group, String executorName) {
        this.group = group;
        this.executorName = executorName;
    }

    @Override
    public Registration submitted() {
        return submitted(AsyncCall.current());
    }

    @Override
    public @Nullable Registration due() {
        try {
            return again();
        }
        catch (RejectedExecutionException ex) {
            // Closed: a schedule goes on, to run again when it is open again
            return null;
        }
    }

    Registration submitted(@Nullable AsyncCall call) {
        return (call != null) ? call.unit(this.group.obtain()) : again();
    }

    /**
     * Counts a task that runs although its unit was ended.
     * @return another unit
     */
    Registration again() {
        return enqueue(this.executorName);
    }

    /**
     * Counts where another context does, if the drain of this one is over: an executor
     * may be shared, or belong to a parent.
     * @param other what that one would count with
     */
    void follow(TaskUnits other) {
        // Not asked for without need: it may be early for that
        if (this.group != other.group && this.group.obtain().isOver()) {
            this.group = other.group;
        }
    }

    String executorName() {
        return this.executorName;
    }

    Registration enqueue(String label) {
        return this.group.obtain().enqueue(label);
    }

    @Override
    public String toString() {
        return "executor=" + this.executorName;
    }

}
