// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;

/**
 * Counts all tasks of an executor in one group, by one label.
 */
final class GroupUnits implements UnitSource {

    private final WaitGroup group;

    private final String label;

    GroupUnits(WaitGroup group, String label) {
        this.group = group;
        this.label = Objects.requireNonNull(label, "label must not be null");
    }

    @Override
    public Registration submitted() {
        return this.group.enqueue(this.label);
    }

    @Override
    public @Nullable Registration due() {
        try {
            return this.group.enqueue(this.label);
        }
        catch (RejectedExecutionException ex) {
            // Closed: the schedule goes on, to run again when it is open again
            return null;
        }
    }

    @Override
    public String toString() {
        return "group=" + this.group.name() + ", label=" + this.label;
    }

}
