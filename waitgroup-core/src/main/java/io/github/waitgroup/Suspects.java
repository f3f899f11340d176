// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.lang.ref.Cleaner;
import java.time.Duration;

/**
 * Puts {@link Suspect suspects} in the places of the old units of a group. Only those:
 * what ends in time pays nothing for the search for leaks.
 */
final class Suspects {

    /** The age from which on a unit is old. */
    static final long AGE = Duration.ofSeconds(2).toNanos();

    private final WaitGroup group;

    Suspects(WaitGroup group) {
        this.group = group;
    }

    /**
     * Holds a unit weakly from now on if it is old.
     * @param taken what is in the place
     * @param places the places
     * @param place the place
     * @param now the time on the clock of the units
     * @return whether it was
     */
    boolean met(Object taken, Object[] places, int place, long now) {
        if (taken instanceof Registration unit && now - unit.since() > AGE) {
            hold(unit, places, place);
            return true;
        }
        return false;
    }

    void hold(Registration unit, Object[] places, int place) {
        try {
            // Its thread ends when nobody can use this class any more
            Cleaner cleaner = Collector.CLEANER;
            Suspect suspect = new Suspect(this.group, unit, places, place);
            if (Slots.replace(places, place, unit, suspect)) {
                suspect.follow(unit);
                cleaner.register(unit, suspect);
            }
        }
        catch (OutOfMemoryError | LinkageError ex) {
            // No memory or no thread for the search: who registers must not suffer
            Slots.restore(unit, places, place);
        }
    }

    private static final class Collector {

        private static final Cleaner CLEANER = Cleaner.create();

        private Collector() {
        }

    }

}
