// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * The registrations of a group that are in flight. Each thread keeps its own on a stripe,
 * so that threads that register do not meet; reading never stops them.
 */
final class LiveWork {

    static final Comparator<Registration> OLDEST_FIRST = (one, other) -> Long.signum(one.since() - other.since());

    /** As many units become suspects at one reading, to keep it short. */
    private static final int FEW = 64;

    private static final int MANY = 100_000;

    private final Suspects suspects;

    private final LongSupplier clock;

    /** One stripe until two threads meet there. */
    private volatile Slots[] stripes = { new Slots() };

    LiveWork(Suspects suspects, LongSupplier clock) {
        this.suspects = suspects;
        this.clock = clock;
    }

    void add(Registration unit) {
        Slots[] now = this.stripes;
        int stripe = (int) Thread.currentThread().getId() & (now.length - 1);
        if (!now[stripe].add(unit, this.suspects) && now.length == 1) {
            widen();
        }
    }

    private synchronized void widen() {
        if (this.stripes.length == 1) {
            Slots[] more = Arrays.copyOf(this.stripes, Stripes.STRIPES);
            for (int i = 1; i < more.length; i++) {
                more[i] = new Slots();
            }
            this.stripes = more;
        }
    }

    List<Registration> all() {
        List<Registration> all = new ArrayList<>();
        read(all::add);
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
        read((unit) -> {
            if (youngestOnTop.size() < limit) {
                youngestOnTop.add(unit);
            }
            else if (OLDEST_FIRST.compare(unit, youngestOnTop.element()) < 0) {
                youngestOnTop.remove();
                youngestOnTop.add(unit);
            }
        });
        List<Registration> oldest = new ArrayList<>(youngestOnTop);
        oldest.sort(OLDEST_FIRST);
        return oldest;
    }

    /**
     * Returns the oldest of the units that have an end of their own.
     * @return the unit, or {@code null} if there is none
     */
    @Nullable Registration oldestBounded() {
        Oldest oldest = new Oldest();
        read(oldest);
        return oldest.bounded;
    }

    private void read(Consumer<Registration> reader) {
        read(reader, this.clock.getAsLong(), FEW);
    }

    /**
     * Makes suspects of all units there are, or at least of a great many.
     */
    void suspectAll() {
        read((unit) -> {
        }, this.clock.getAsLong() + Suspects.AGE + 1, MANY);
    }

    private void read(Consumer<Registration> reader, long now, int suspectsAtMost) {
        Slots.Visitor visitor = new Slots.Visitor() {

            private int left = suspectsAtMost;

            @Override
            public void visit(Object taken, Object[] places, int place) {
                Registration unit = (taken instanceof Suspect suspect) ? suspect.get() : (Registration) taken;
                if (unit != null && unit.isInFlight()) {
                    reader.accept(unit);
                    if (this.left > 0 && LiveWork.this.suspects.met(taken, places, place, now)) {
                        this.left--;
                    }
                }
            }

        };
        for (Slots stripe : this.stripes) {
            stripe.read(visitor);
        }
    }

    /**
     * Returns the time since the last unit came.
     * @return the nanoseconds, or the most there are if none came
     */
    long sinceArrival() {
        long now = this.clock.getAsLong();
        long since = Long.MAX_VALUE;
        for (Slots stripe : this.stripes) {
            since = Math.min(since, stripe.sinceArrival(now));
        }
        return since;
    }

    /** Keeps one unit of all it is shown: no memory for the others. */
    private static final class Oldest implements Consumer<Registration> {

        private @Nullable Registration bounded;

        @Override
        public void accept(Registration unit) {
            Registration known = this.bounded;
            if ((known == null || OLDEST_FIRST.compare(unit, known) < 0) && !unit.isOpenEnded()) {
                this.bounded = unit;
            }
        }

    }

}
