// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import io.github.waitgroup.Registration;

/**
 * A task of a pool that compares what is in its queue.
 */
class SortedTask extends TrackedTask implements Comparable<SortedTask> {

    private final Runnable compared;

    SortedTask(TaskUnits units, Registration unit, Runnable decorated, Runnable submitted) {
        super(units, unit, decorated, submitted);
        this.compared = decorated;
    }

    // As the queue would: what cannot be compared throws the same exception
    @Override
    @SuppressWarnings("unchecked")
    public int compareTo(SortedTask other) {
        return ((Comparable<Object>) this.compared).compareTo(other.compared);
    }

}
