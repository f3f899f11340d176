// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure;

import io.github.waitgroup.DrainReport;

/**
 * Is told how the drain at a shutdown ended, beside the log. Beans of this type are
 * called in their order, by the thread that stops the application, or, if that hangs
 * until the deadline is over, by another one; what one throws is logged and stops
 * nothing, and as long as it takes, the shutdown takes longer. At that time nothing that
 * work may need has stopped. They are not called if the start has not come as far as to
 * make them all, nor for what is lost while beans are destroyed.
 *
 * @since 0.1.0
 */
public interface DrainReporter {

    /**
     * Called once nothing is in flight any more, or the deadline is over.
     * @param report how the drain ended
     */
    void completed(DrainReport report);

    /**
     * Called after {@link #completed(DrainReport)} if work that came later was lost, too.
     * Executors stop next, web servers have stopped.
     * @param report what was lost since
     */
    void lostLate(DrainReport report);

}
