// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.test;

import java.util.List;

import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupSnapshot;
import io.github.waitgroup.WorkSnapshot;

/**
 * What is left in a group, apart from what was there earlier.
 *
 * @param group the group
 * @param units the oldest units in flight
 * @param count how many units are in flight, those without a name included
 * @param earlier how many are in flight of those that were before
 * @param abandoned how many units were given up
 * @param leaked how many of these have leaked
 */
record Left(WaitGroup group, List<WorkSnapshot> units, long count, long earlier, long abandoned, long leaked) {

    /** How many units are named at most. */
    static final int NAMED = 20;

    static Left in(WaitGroup group, Earlier before, boolean stacks) {
        // What was there earlier is older: it comes first
        int limit = (int) Math.min(Integer.MAX_VALUE, (long) before.ids().size() + NAMED);
        WaitGroupSnapshot now = group.snapshot(limit, stacks);
        List<WorkSnapshot> units = now.work().stream().filter((unit) -> !before.ids().contains(unit.id())).toList();
        long earlierUnnamed = Math.min(before.unnamed(), now.omitted());
        long earlier = now.work().size() - units.size() + earlierUnnamed;
        // Of what was there earlier, all that has gone may have been given up
        long abandoned = Math.max(0, now.abandoned() - before.abandoned() - (before.inFlight() - earlier));
        return new Left(group, units, units.size() + now.omitted() - earlierUnnamed, earlier, abandoned,
                Math.min(abandoned, now.leaked() - before.leaked()));
    }

}
