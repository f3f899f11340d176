// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/**
 * Places for the units in flight of one stripe. To take a place is one compare-and-set,
 * to give it back one store; no unit is ever moved, and reading stops nobody.
 * <p>
 * Where several places in a row are taken, a block of more places becomes the newest one.
 * Older blocks get no units any more, and a reader drops those it finds empty.
 */
final class Slots {

    private static final int FEWEST = 16;

    private static final int MOST = 1 << 20;

    /**
     * Places looked at in a row, and how many such rows, before a block counts as full.
     */
    private static final int ROW = 4;

    private static final int ROWS = 4;

    private static final int TRIES = ROW * ROWS;

    /** A newest block with fewer than one in so many places taken is too large. */
    private static final int SLACK = 16;

    /** Words in the middle of what no other data shares: they change with each unit. */
    private static final int NEXT = 8;

    private static final int ARRIVAL = NEXT + 1;

    private static final VarHandle PLACE = MethodHandles.arrayElementVarHandle(Object[].class);

    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

    /** Where to look for a free place, and when the last unit came: races do no harm. */
    private final long[] words = new long[2 * NEXT + 2];

    private volatile boolean used;

    private volatile Block newest = new Block(FEWEST, null);

    /**
     * Gives the unit a place.
     * @param unit the unit
     * @param suspects is shown the units met on the way
     * @return whether no other thread got in the way
     */
    boolean add(Registration unit, Suspects suspects) {
        WORD.setOpaque(this.words, ARRIVAL, unit.since());
        if (!this.used) {
            this.used = true;
        }
        boolean alone = true;
        for (;;) {
            Block block = this.newest;
            int mask = block.places.length - 1;
            int start = (int) this.words[NEXT];
            for (int i = 0; i < TRIES; i++) {
                // In a row, and where all are taken that have come together, elsewhere
                int place = (start + i % ROW + i / ROW * (block.places.length / ROWS)) & mask;
                Object taken = PLACE.getAcquire(block.places, place);
                if (taken != null) {
                    suspects.met(taken, block.places, place, unit.since());
                }
                else if (take(block, place, unit)) {
                    this.words[NEXT] = place + 1L;
                    return alone;
                }
                else {
                    alone = false;
                }
            }
            renew(block, Math.min(block.places.length * 2, MOST));
        }
    }

    private static boolean take(Block block, int place, Registration unit) {
        unit.place(block.places, place);
        if (!PLACE.compareAndSet(block.places, place, null, unit)) {
            return false;
        }
        if (block.retired) {
            // Readers may not look here any more
            return !withdraw(unit, block.places, place);
        }
        if (!unit.isInFlight()) {
            // A drain has found it here, or where it was before, and given it up already
            withdraw(unit, block.places, place);
        }
        return true;
    }

    private synchronized void renew(Block from, int size) {
        if (from == this.newest) {
            this.newest = new Block(size, from);
            drop();
        }
    }

    static @Nullable Object get(Object[] places, int place) {
        // Read apart, while the unit is on its way to another block, the two may not fit
        return (place < places.length) ? PLACE.getVolatile(places, place) : null;
    }

    // Puts a unit back where something stands in for it
    static void restore(Registration unit, Object[] places, int place) {
        if (get(places, place) instanceof Suspect suspect && suspect.get() == unit) {
            replace(places, place, suspect, unit);
        }
    }

    // Gives back the place of a unit that has ended, for the one who ended it
    static void free(Object[] places, int place) {
        PLACE.setRelease(places, place, null);
    }

    static boolean replace(Object[] places, int place, Object taken, @Nullable Object next) {
        return PLACE.compareAndSet(places, place, taken, next);
    }

    static boolean holds(Registration unit, Object[] places, int place) {
        return isOf(unit, get(places, place));
    }

    private static boolean isOf(Registration unit, @Nullable Object taken) {
        return taken == unit || (taken instanceof Suspect suspect && suspect.get() == unit);
    }

    // Gives a place back if the unit is still there, and returns whether it was
    static boolean withdraw(Registration unit, Object[] places, int place) {
        for (;;) {
            Object taken = get(places, place);
            if (taken == null || !isOf(unit, taken)) {
                return false;
            }
            if (replace(places, place, taken, null)) {
                return true;
            }
        }
    }

    /**
     * Shows what is there, and drops blocks that are of no use any more.
     * @param visitor is shown whatever is in flight all the time, and perhaps more
     */
    void read(Visitor visitor) {
        Block newest = this.newest;
        int found = 0;
        boolean anyEmpty = false;
        for (Block block = newest; block != null; block = block.older) {
            int inBlock = block.read(visitor);
            found += inBlock;
            anyEmpty |= inBlock == 0;
        }
        if (newest.places.length > FEWEST && found < newest.places.length / SLACK) {
            renew(newest, FEWEST);
        }
        if (anyEmpty) {
            drop();
        }
    }

    private synchronized void drop() {
        Block newer = this.newest;
        for (Block block = newer.older; block != null; block = newer.older) {
            block.retired = true;
            // Whoever is about to take a place there sees the mark, or is seen here
            VarHandle.fullFence();
            if (block.read((taken, places, place) -> {
            }) == 0) {
                newer.older = block.older;
            }
            else {
                block.retired = false;
                newer = block;
            }
        }
    }

    /**
     * Returns the time since the last unit came.
     * @param now the time on the clock of the units
     * @return the nanoseconds, or the most there are if none came
     */
    long sinceArrival(long now) {
        return this.used ? now - (long) WORD.getOpaque(this.words, ARRIVAL) : Long.MAX_VALUE;
    }

    /**
     * Is shown what is in the places.
     */
    interface Visitor {

        void visit(Object taken, Object[] places, int place);

    }

    private static final class Block {

        private final Object[] places;

        private volatile boolean retired;

        private volatile @Nullable Block older;

        Block(int size, @Nullable Block older) {
            this.places = new Object[size];
            this.older = older;
        }

        int read(Visitor visitor) {
            int found = 0;
            for (int place = 0; place < this.places.length; place++) {
                Object taken = PLACE.getAcquire(this.places, place);
                if (taken != null) {
                    found++;
                    visitor.visit(taken, this.places, place);
                }
            }
            return found;
        }

    }

}
