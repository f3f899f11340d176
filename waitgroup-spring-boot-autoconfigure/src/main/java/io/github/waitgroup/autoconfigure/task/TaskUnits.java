// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import io.github.waitgroup.Registration;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * Makes the units of the tasks of one executor: labelled with the {@code @Async} method
 * where one is called, else with the executor's name.
 */
class TaskUnits {

    private final SingletonSupplier<AsyncGroup> group;

    private final String executorName;

    TaskUnits(SingletonSupplier<AsyncGroup> group, String executorName) {
        this.group = group;
        this.executorName = executorName;
    }

    Registration submitted() {
        return submitted(AsyncCall.current());
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

    Registration enqueue(String label) {
        return this.group.obtain().enqueue(label);
    }

}
