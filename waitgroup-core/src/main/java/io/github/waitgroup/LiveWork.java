// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The registrations of a group that are in flight. Reading never stops those who
 * register.
 */
final class LiveWork {

    private static final Comparator<Registration> OLDEST_FIRST = Comparator.comparingLong(Registration::id);

    private final Set<Registration> units = ConcurrentHashMap.newKeySet();

    void add(Registration unit) {
        this.units.add(unit);
    }

    void remove(Registration unit) {
        this.units.remove(unit);
    }

    boolean contains(Registration unit) {
        return this.units.contains(unit);
    }

    List<Registration> all() {
        List<Registration> all = new ArrayList<>(this.units);
        all.sort(OLDEST_FIRST);
        return all;
    }

    /**
     * Returns the oldest units, in memory for as many only.
     * @param limit how many at most
     * @return the units, oldest first
     */
    List<Registration> oldest(int limit) {
        if (limit == 0) {
            return List.of();
        }
        PriorityQueue<Registration> youngestOnTop = new PriorityQueue<>(OLDEST_FIRST.reversed());
        for (Registration unit : this.units) {
            if (youngestOnTop.size() < limit) {
                youngestOnTop.add(unit);
            }
            else if (youngestOnTop.element().id() > unit.id()) {
                youngestOnTop.remove();
                youngestOnTop.add(unit);
            }
        }
        List<Registration> oldest = new ArrayList<>(youngestOnTop);
        oldest.sort(OLDEST_FIRST);
        return oldest;
    }

}
