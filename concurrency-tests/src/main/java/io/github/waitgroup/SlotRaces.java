// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.ArrayList;
import java.util.List;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * Forbids that the views overlook a unit, at the places themselves.
 */
public final class SlotRaces {

    private static final WaitGroup GROUP = new WaitGroup("test");

    private static final Suspects SUSPECTS = new Suspects(GROUP);

    private SlotRaces() {
    }

    private static Registration unit() {
        return new Registration(GROUP, "unit", false, null, 0, null);
    }

    private static boolean lists(Slots slots, Registration unit) {
        List<Object> listed = new ArrayList<>();
        slots.read((taken, places, place) -> listed.add(taken));
        return listed.contains(unit);
    }

    /**
     * A unit takes a place in the newest block just when that is replaced and dropped.
     */
    @JCStressTest
    @Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "In a block that readers see")
    @Outcome(expect = Expect.FORBIDDEN, desc = "In a block that was dropped")
    @State
    public static class TakesAPlaceInABlockThatIsDropped {

        private final Slots slots = new Slots();

        private final Registration unit = unit();

        public TakesAPlaceInABlockThatIsDropped() {
            List<Registration> units = new ArrayList<>();
            for (int i = 0; i < 17; i++) {
                units.add(unit());
            }
            units.forEach((one) -> this.slots.add(one, SUSPECTS));
            units.forEach((one) -> one.leavePlace(true));
        }

        @Actor
        public void add() {
            this.slots.add(this.unit, SUSPECTS);
        }

        @Actor
        public void read() {
            // The first reading finds the newest too large and drops the oldest, the next
            // the one that was the newest
            lists(this.slots, this.unit);
            lists(this.slots, this.unit);
        }

        @Arbiter
        public void then(Z_Result result) {
            result.r1 = lists(this.slots, this.unit);
        }

    }

    /** A unit begins just when a stand-in takes its place. */
    @JCStressTest
    @Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "The stand-in knows that it has begun")
    @Outcome(expect = Expect.FORBIDDEN, desc = "As a leak it would be counted as queued")
    @State
    public static class BeginsWhenSuspected {

        private final Object[] places = new Object[1];

        private final Registration unit = unit();

        public BeginsWhenSuspected() {
            this.places[0] = this.unit;
            this.unit.place(this.places, 0);
        }

        @Actor
        public void begin() {
            this.unit.enter();
        }

        @Actor
        public void suspect() {
            SUSPECTS.hold(this.unit, this.places, 0);
        }

        @Arbiter
        public void then(Z_Result result) {
            result.r1 = Slots.get(this.places, 0) instanceof Suspect suspect && !suspect.wasQueued();
        }

    }

}
