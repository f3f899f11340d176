// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.time.Duration;

import io.github.waitgroup.Registration;
import io.github.waitgroup.UnitSource;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * Makes the units of the tasks of one executor that is not Spring's: labelled with the
 * {@code @Async} method where one is called, else with the executor's name.
 */
class PlainUnits implements UnitSource {

    private final SingletonSupplier<PlainWork> work;

    private final String executorName;

    PlainUnits(SingletonSupplier<PlainWork> work, String executorName) {
        this.work = work;
        this.executorName = executorName;
    }

    @Override
    public Registration submitted() {
        return this.work.obtain().submitted(AsyncCall.current(), this.executorName);
    }

    @Override
    public @Nullable Registration scheduled(Duration delay) {
        return this.work.obtain().scheduled(this.executorName, delay);
    }

    @Override
    public @Nullable Registration due() {
        return this.work.obtain().due(this.executorName);
    }

    @Override
    public String toString() {
        return "bean=" + this.executorName;
    }

}
