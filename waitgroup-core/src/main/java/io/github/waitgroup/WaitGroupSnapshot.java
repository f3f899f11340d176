// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A group as it was at about one moment, for people who monitor. While work comes and
 * goes the numbers may reflect transient states, but in every snapshot
 * {@code registered = completed + inFlight + abandoned}, and
 * {@code inFlight = queued + running}.
 *
 * @param name the group's name
 * @param inFlight units that have not ended
 * @param queued those of them that no thread has begun
 * @param completed units that ended, well or not
 * @param failed those of the completed that failed
 * @param abandoned units that a drain gave up, and those that leaked
 * @param leaked those of the abandoned that were garbage-collected without having been
 * closed
 * @param oldestAge the age of the oldest unit in flight, or {@code null} if there is none
 * @param work the oldest units in flight, oldest first, as many as were asked for; plain
 * {@link WaitGroup#add adds} are counted but not listed
 * @since 0.1.0
 */
public record WaitGroupSnapshot(String name, long inFlight, long queued, long completed, long failed, long abandoned,
        long leaked, @Nullable Duration oldestAge, List<WorkSnapshot> work) {

    /**
     * Returns the units ever registered.
     * @return the sum of those in flight, completed and abandoned
     */
    public long registered() {
        return this.inFlight + this.completed + this.abandoned;
    }

    /**
     * Returns the units in flight that some thread has begun.
     * @return those in flight that are not queued
     */
    public long running() {
        return this.inFlight - this.queued;
    }

    /**
     * Returns how many units in flight are not listed in {@link #work()}.
     * @return the number left out
     */
    public long omitted() {
        return Math.max(0, this.inFlight - this.work.size());
    }

}
