// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The runs that were due while the application drained. They have not begun: they go on
 * when the drain is resumed, and are cancelled when the application ends.
 */
class Postponed {

    private static final Log logger = LogFactory.getLog(Postponed.class);

    private final ScheduledGroup group;

    private final Queue<Run> runs = new ConcurrentLinkedQueue<>();

    Postponed(ScheduledGroup group) {
        this.group = group;
    }

    void add(Run run) {
        this.runs.add(run);
        // Whoever resumed the drain just now may not have seen it
        goOnIfServing();
    }

    // A run that does not come back by itself
    void add(Run run, String label) {
        logger.warn(label + " was due after the drain had begun and has not been started:"
                + " it is if the drain is resumed");
        add(run);
    }

    void goOnIfServing() {
        if (this.group.admitsRuns()) {
            goOnOrCancel(true);
        }
    }

    void cancel() {
        goOnOrCancel(false);
    }

    private void goOnOrCancel(boolean goOn) {
        for (Run run = next(); run != null; run = next()) {
            try {
                if (goOn) {
                    run.goOn();
                }
                else {
                    run.cancel();
                }
            }
            catch (RuntimeException ex) {
                logger.warn("A run that was due while draining is lost", ex);
            }
        }
    }

    private @Nullable Run next() {
        return this.runs.poll();
    }

    /**
     * What was due.
     */
    interface Run {

        void goOn();

        void cancel();

    }

}
