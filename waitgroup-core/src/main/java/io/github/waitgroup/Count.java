// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * The count of a group: striped while nobody waits, exact while somebody does.
 * <p>
 * Without waiters each thread counts on words of its own, which only go up: one atomic
 * addition each way, no lock, no word that all fight for. Zero is never read from sums
 * that race, with one exception that is exact: if what went, read first, equals what
 * came, read then, there was nothing in flight between the two.
 * <p>
 * Who has to wait seals the words. From then on everybody counts under the lock, and so
 * does whoever is on the way with a count that met a sealed word. So the transition to
 * zero, joining the gate and opening it exclude each other: no wake-up is lost, and
 * nobody is let through by a zero that was before its time. When the last waiter has gone
 * the words are opened again. A closed count stays sealed, so that no count slips past
 * {@link #close()}.
 */
final class Count {

    private static final CompletableFuture<@Nullable Void> REACHED = CompletableFuture.completedFuture(null);

    private final String owner;

    private final ReentrantLock lock = new ReentrantLock();

    private final Adds adds = new Adds();

    private final Stripes units = new Stripes();

    private final Stripes holds = new Stripes();

    /** Holds with another number have been abandoned; written under the lock. */
    private volatile int generation;

    /** Written under the lock, under which it implies {@code sealed}. */
    private volatile boolean closed;

    private boolean sealed;

    private boolean holdsAbandoned;

    private long failed;

    /** Opened at the next zero; while there is one the count is sealed. */
    private @Nullable Gate gate;

    Count(String owner) {
        this.owner = owner;
    }

    /**
     * Counts one unit in.
     * @param evenIfClosed whether to do so while closed
     * @return {@code false} if it was closed to the unit
     */
    boolean enter(boolean evenIfClosed) {
        return this.units.enter(this.units.words()) || enterExactly(evenIfClosed);
    }

    private boolean enterExactly(boolean evenIfClosed) {
        this.lock.lock();
        try {
            if (this.closed && !evenIfClosed) {
                return false;
            }
            this.units.enterExactly();
            return true;
        }
        finally {
            this.lock.unlock();
        }
    }

    /**
     * Counts one unit out.
     * @return the gate to open, once all that the end of the unit means is done
     */
    @Nullable Gate leave() {
        return this.units.leave(this.units.words()) ? null : leaveExactly(false);
    }

    /**
     * Counts one unit out that failed.
     * @return the gate to open, once all that the end of the unit means is done
     */
    @Nullable Gate leaveFailed() {
        return leaveExactly(true);
    }

    private @Nullable Gate leaveExactly(boolean asFailed) {
        this.lock.lock();
        try {
            this.units.leaveExactly();
            this.failed += asFailed ? 1 : 0;
            return reached();
        }
        finally {
            this.lock.unlock();
        }
    }

    /**
     * Counts units and plain adds out that were given up.
     * @param units how many units
     * @param adds how many adds
     * @return the gate to open, once all that their end means is done
     */
    @Nullable Gate abandon(long units, long adds) {
        this.lock.lock();
        try {
            seal();
            this.units.abandon(units);
            this.adds.abandon(adds);
            Gate reached = reached();
            relax();
            return reached;
        }
        finally {
            this.lock.unlock();
        }
    }

    /**
     * Counts plain adds in.
     * @param n how many
     * @param evenIfClosed whether to do so while closed
     * @return {@code false} if it was closed to them
     */
    boolean add(int n, boolean evenIfClosed) {
        Adds.Outcome outcome = this.adds.add(n);
        return outcome == Adds.Outcome.COUNTED || addExactly(n, evenIfClosed, outcome);
    }

    private boolean addExactly(int n, boolean evenIfClosed, Adds.Outcome first) {
        this.lock.lock();
        try {
            Adds.Outcome outcome = first;
            if (outcome == Adds.Outcome.SEALED) {
                if (this.closed && !evenIfClosed) {
                    return false;
                }
                outcome = this.sealed ? Adds.Outcome.SEALED : this.adds.add(n);
            }
            boolean fits = switch (outcome) {
                case COUNTED -> true;
                case SEALED -> this.adds.addExactly(n);
                case DOUBTFUL -> this.adds.settleAdd(n);
            };
            if (!fits) {
                throw new IllegalStateException(
                        "Too much work in flight in " + this.owner + ": " + (this.adds.entered() - this.adds.gone())
                                + " + " + n + " is more than " + Adds.MAX + "; is a done() missing?");
            }
            return true;
        }
        finally {
            this.lock.unlock();
        }
    }

    /**
     * Counts one plain add out.
     * @param total what to count it out of before anybody learns of a zero here
     * @return whether there was one; if not, nothing is counted
     */
    boolean done(@Nullable Count total) {
        Adds.Outcome outcome = this.adds.done();
        if (outcome != Adds.Outcome.COUNTED) {
            return doneExactly(outcome, total);
        }
        if (total != null) {
            total.done(null);
        }
        return true;
    }

    private boolean doneExactly(Adds.Outcome first, @Nullable Count total) {
        Gate reached;
        this.lock.lock();
        try {
            boolean again = first == Adds.Outcome.SEALED && !this.sealed;
            boolean done = switch (again ? this.adds.done() : first) {
                case COUNTED -> true;
                case SEALED -> this.adds.doneExactly();
                case DOUBTFUL -> this.adds.settleDone();
            };
            if (!done) {
                return false;
            }
            reached = reached();
        }
        finally {
            this.lock.unlock();
        }
        if (total != null) {
            total.done(null);
        }
        Gate.open(reached);
        return true;
    }

    /**
     * Takes a done that had nothing to count out for that of an abandoned add.
     * @return whether one is still to come
     */
    boolean forgive() {
        this.lock.lock();
        try {
            return this.adds.forgive();
        }
        finally {
            this.lock.unlock();
        }
    }

    /**
     * Counts a hold in.
     * @param evenIfClosed whether to do so while closed
     * @return its generation, or -1 if it was closed to the hold
     */
    int hold(boolean evenIfClosed) {
        // In this order: if those in flight are abandoned between, the words are sealed
        long[] words = this.holds.words();
        int current = this.generation;
        if (this.holds.enter(words)) {
            return current;
        }
        this.lock.lock();
        try {
            if (this.closed && !evenIfClosed) {
                return -1;
            }
            this.holds.enterExactly();
            return this.generation;
        }
        finally {
            this.lock.unlock();
        }
    }

    /**
     * Counts a hold out.
     * @param of its generation
     * @param total what to count it out of, as a unit, before anybody learns of a zero
     * here
     * @return {@code false} if it has been abandoned: nothing was counted then
     */
    boolean release(int of, @Nullable Count total) {
        long[] words = this.holds.words();
        if (of != this.generation) {
            return false;
        }
        Gate reached = null;
        if (!this.holds.leave(words)) {
            this.lock.lock();
            try {
                if (of != this.generation) {
                    return false;
                }
                this.holds.leaveExactly();
                reached = reached();
            }
            finally {
                this.lock.unlock();
            }
        }
        Gate last = (total != null) ? total.leave() : null;
        Gate.open(last);
        Gate.open(reached);
        return true;
    }

    /**
     * Gives up the plain adds and the holds in flight. What is done or closed of them
     * later is no misuse.
     * @param total what to count them out of, too, before anybody learns of a zero here
     * @return how many were given up
     */
    long abandonAnonymous(@Nullable Count total) {
        Gate reached;
        long givenAdds;
        long givenHolds;
        this.lock.lock();
        try {
            seal();
            givenAdds = this.adds.inFlight();
            this.adds.abandon(givenAdds);
            this.adds.expect(givenAdds);
            givenHolds = this.holds.inFlight();
            if (givenHolds > 0) {
                this.holds.abandon(givenHolds);
                this.generation = (this.generation + 1) & Integer.MAX_VALUE;
                this.holdsAbandoned = true;
            }
            reached = reached();
            relax();
        }
        finally {
            this.lock.unlock();
        }
        Gate last = (total != null) ? total.abandon(givenHolds, givenAdds) : null;
        Gate.open(last);
        Gate.open(reached);
        return givenAdds + givenHolds;
    }

    /**
     * Waits for zero.
     * @param nanos how long; {@link Long#MAX_VALUE} is for ever
     * @param patience after which time it is a long wait
     * @param longWait what to do then, and again later, while it waits
     * @return {@code false} if the time was over first
     * @throws InterruptedException if interrupted before or while it waits
     */
    boolean await(long nanos, long patience, Runnable longWait) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Gate joined;
        this.lock.lock();
        try {
            if (nanos <= 0) {
                // Neither answer needs sealing: what came and what went cannot be told
                // apart by a count that was zero all the time
                return this.sealed ? inFlight() == 0 : wasZero();
            }
            if (isZeroOrSealed()) {
                return true;
            }
            joined = gate();
            joined.join();
        }
        finally {
            this.lock.unlock();
        }
        boolean passed = false;
        try {
            passed = await(joined, nanos, patience, longWait);
        }
        finally {
            if (!passed) {
                leave(joined);
            }
        }
        return passed;
    }

    // Each look comes after twice the time of the one before
    private static boolean await(Gate joined, long nanos, long patience, Runnable longWait)
            throws InterruptedException {
        long left = nanos;
        for (long slice = patience; left > slice; slice *= 2) {
            if (Nanos.await(joined.future(), slice)) {
                return true;
            }
            left -= (nanos != Long.MAX_VALUE) ? slice : 0;
            longWait.run();
        }
        return Nanos.await(joined.future(), left);
    }

    private void leave(Gate joined) {
        this.lock.lock();
        try {
            if (joined.leave() && joined == this.gate) {
                this.gate = null;
                relax();
            }
        }
        finally {
            this.lock.unlock();
        }
    }

    /**
     * Returns a future that is done when the count is zero, now or the next time. Until
     * then the count is exact, and so slower.
     * @return the future
     */
    CompletableFuture<@Nullable Void> zero() {
        this.lock.lock();
        try {
            return isZeroOrSealed() ? REACHED : gate().keep();
        }
        finally {
            this.lock.unlock();
        }
    }

    private Gate gate() {
        if (this.gate == null) {
            this.gate = new Gate();
        }
        return this.gate;
    }

    // Sealed before it is looked at and until the gate is joined, or the zero between the
    // two would open nothing
    private boolean isZeroOrSealed() {
        if (!this.sealed && wasZero()) {
            return true;
        }
        seal();
        if (inFlight() != 0) {
            return false;
        }
        relax();
        return true;
    }

    // What went is read before what came, or they may meet at a zero that never was
    private boolean wasZero() {
        long addsGone = this.adds.gone();
        long unitsGone = this.units.gone();
        long holdsGone = this.holds.gone();
        // More gone than came: a done() too many, which is being found out
        return addsGone >= this.adds.entered() && unitsGone == this.units.entered()
                && holdsGone == this.holds.entered();
    }

    private long inFlight() {
        return this.adds.inFlight() + this.units.inFlight() + this.holds.inFlight();
    }

    // Returns the gate to be opened once the lock is free
    private @Nullable Gate reached() {
        if (this.gate == null || inFlight() != 0) {
            return null;
        }
        Gate reached = this.gate;
        this.gate = null;
        relax();
        return reached;
    }

    private void seal() {
        if (!this.sealed) {
            this.sealed = true;
            this.adds.seal();
            this.units.seal();
            this.holds.seal();
        }
    }

    // Opens the words again, unless they have to stay sealed
    private void relax() {
        if (!this.sealed || this.closed || this.gate != null) {
            return;
        }
        this.sealed = false;
        this.adds.unseal();
        this.units.unseal();
        if (this.holdsAbandoned) {
            this.holdsAbandoned = false;
            this.holds.renew();
        }
        else {
            this.holds.unseal();
        }
    }

    /**
     * Returns what has been counted so far. The numbers belong together.
     * @return the numbers
     */
    WaitGroupTotals totals() {
        this.lock.lock();
        try {
            long gone = this.adds.gone() + this.units.gone() + this.holds.gone();
            long abandoned = this.adds.abandoned() + this.units.abandoned() + this.holds.abandoned();
            long came = this.adds.entered() + this.units.entered() + this.holds.entered();
            // One done() too many is counted for a moment
            return new WaitGroupTotals(Math.max(0, came - gone), gone - abandoned, this.failed, abandoned);
        }
        finally {
            this.lock.unlock();
        }
    }

    void close() {
        this.lock.lock();
        try {
            // In this order: who sees it closed knows that no count slips past it
            seal();
            this.closed = true;
        }
        finally {
            this.lock.unlock();
        }
    }

    void reopen() {
        this.lock.lock();
        try {
            this.closed = false;
            relax();
        }
        finally {
            this.lock.unlock();
        }
    }

    boolean isClosed() {
        return this.closed;
    }

}
