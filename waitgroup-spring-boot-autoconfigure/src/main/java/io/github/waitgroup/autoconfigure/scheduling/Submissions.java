// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import io.github.waitgroup.Registration;
import io.github.waitgroup.UnitSource;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * Counts what is given to a scheduler to be run at once.
 */
class Submissions implements UnitSource {

    private final SingletonSupplier<ScheduledGroup> group;

    private final String schedulerName;

    Submissions(SingletonSupplier<ScheduledGroup> group, String schedulerName) {
        this.group = group;
        this.schedulerName = schedulerName;
    }

    @Override
    public Registration submitted() {
        return this.group.obtain().submitted(this.schedulerName);
    }

    @Override
    public @Nullable Registration due() {
        return this.group.obtain().due(this.schedulerName);
    }

}
