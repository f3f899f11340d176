// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

/**
 * What has come of everything that a group has counted. The numbers belong together:
 * {@code registered = completed + inFlight + abandoned}.
 *
 * @param inFlight units that have not ended
 * @param completed units that ended, well or not
 * @param failed those of the completed that failed
 * @param abandoned units that a drain gave up, and those that leaked
 * @since 0.1.0
 * @see WaitGroup#totals()
 */
public record WaitGroupTotals(long inFlight, long completed, long failed, long abandoned) {

    static final WaitGroupTotals NONE = new WaitGroupTotals(0, 0, 0, 0);

    /**
     * Returns the units ever registered.
     * @return the sum of those in flight, completed and abandoned
     */
    public long registered() {
        return this.inFlight + this.completed + this.abandoned;
    }

}
