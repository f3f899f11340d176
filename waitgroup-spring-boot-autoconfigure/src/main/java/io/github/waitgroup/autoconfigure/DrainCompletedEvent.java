// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure;

import io.github.waitgroup.Drain;
import io.github.waitgroup.DrainReport;

/**
 * Event that tells how the drain at a shutdown ended. No bean has been destroyed at that
 * time, so that a listener may still hand over what was abandoned: the numbers of the
 * units are those that {@link io.github.waitgroup.Registration#id()} gave to who
 * registered them.
 *
 * @since 0.1.0
 */
public class DrainCompletedEvent extends DrainStateChangedEvent {

    private static final long serialVersionUID = 1L;

    private final transient DrainReport report;

    /** Whether this is the second event. */
    private final boolean late;

    /**
     * Creates an event.
     * @param drain the drain that has ended
     * @param report how it ended
     * @param late whether this tells of work that came later, and was lost, too
     */
    public DrainCompletedEvent(Drain drain, DrainReport report, boolean late) {
        super(drain, report.outcome());
        this.report = report;
        this.late = late;
    }

    /**
     * Returns how the drain ended.
     * @return the report, which names every unit that was abandoned
     */
    public DrainReport getReport() {
        return this.report;
    }

    /**
     * Returns whether this is the second event of its kind: work that came after the
     * drain had ended was lost, and the report is about that alone.
     * @return {@code false} for the first event
     */
    public boolean isLate() {
        return this.late;
    }

}
