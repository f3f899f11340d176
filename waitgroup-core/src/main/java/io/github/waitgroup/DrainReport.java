// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.List;

/**
 * How a drain ended.
 *
 * @param outcome {@link Drain.State#DRAINED} if all work ended in time and none leaked
 * meanwhile, else {@link Drain.State#ABANDONED}
 * @param duration the time from {@link Drain#begin()} to the end
 * @param groups what became of the work, by group, sorted by name
 * @param abandoned every unit that was given up, oldest first in each group, with the
 * stack it had at the deadline; then those that {@linkplain Registration.State#LEAKED
 * leaked} meanwhile, the last hundred of each group. Plain {@link WaitGroup#add adds} and
 * {@link WaitGroup#hold holds} are only counted in the groups
 * @since 0.1.0
 */
public record DrainReport(Drain.State outcome, Duration duration, List<Group> groups, List<WorkSnapshot> abandoned) {

    /**
     * Returns how many units ended by themselves during the drain.
     * @return the sum over all groups
     */
    public long completedCount() {
        long sum = 0;
        for (Group group : this.groups) {
            sum += group.completed();
        }
        return sum;
    }

    /**
     * Returns how many units were given up or leaked, plain adds and holds included.
     * @return the sum over all groups
     */
    public long abandonedCount() {
        long sum = 0;
        for (Group group : this.groups) {
            sum += group.abandoned();
        }
        return sum;
    }

    /**
     * What became of the work of one group.
     *
     * @param name the group's name
     * @param completed units that ended during the drain
     * @param abandoned units that were given up or leaked
     */
    public record Group(String name, long completed, long abandoned) {
    }

}
