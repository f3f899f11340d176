// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Decides how a decorated executor counts its tasks: in which group, by which label, and
 * whether at all. {@link WaitGroup#executor} is the case of one group and one label; this
 * is for who knows more of each task, a framework say.
 * <p>
 * Each unit that is returned belongs to the decorator from then on, which ends it exactly
 * once. Implementations must be safe for use by many threads, and quick: they are part of
 * each submission.
 *
 * @since 0.1.0
 * @see CountedExecutors
 */
public interface UnitSource {

    /**
     * Counts a task that is handed over now. Called once for each task, by the thread
     * that submits it; and once more, by the thread that runs it, for a task that is run
     * although its unit has ended, because its executor had refused it or given it back.
     * What this throws the submission throws, and the task is not handed over.
     * @return the unit, registered now by {@link WaitGroup#enqueue}, or {@code null} if
     * this task is not counted
     */
    @Nullable Registration submitted();

    /**
     * Counts a task that is scheduled for later, if it shall be counted from now on.
     * Called by the thread that schedules it; not called for a periodic schedule. What
     * this throws {@code schedule} throws.
     * @param delay how long from now it falls due; positive
     * @return the unit, registered now by {@link WaitGroup#enqueue}, or {@code null} if
     * it is to be counted when it falls due, as it is by default
     */
    default @Nullable Registration scheduled(Duration delay) {
        return null;
    }

    /**
     * Counts a run that falls due now: each run of a periodic schedule, and that of a
     * delayed task which was not counted when it was scheduled. Called by the thread that
     * runs it. What this throws ends the schedule, as what the task throws does.
     * @return the unit, registered now, or {@code null} if this run is left out: then a
     * periodic schedule goes on, and the future of a delayed task is cancelled
     */
    @Nullable Registration due();

}
