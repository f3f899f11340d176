// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Plain adds and what was done of them: like one of the {@link Stripes}, but whoever
 * counts out more than came in is found out.
 * <p>
 * A thread adds first and looks then. What looks wrong may be a race with another thread
 * that is wrong, or with sealing; the truth is made out under the lock of the
 * {@link Count} this belongs to, which all methods but {@link #add} and {@link #done}
 * need. Of several threads that race for too few adds, as many are found wrong as there
 * are too many.
 */
final class Adds {

    /** The most that can be in flight. */
    static final int MAX = Integer.MAX_VALUE;

    private static final int ENTERED = 8;

    private static final int LEFT = ENTERED + 1;

    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

    /** Two words in the middle of what no other data shares. */
    private final long[] words = new long[2 * ENTERED + 2];

    private boolean sealed;

    private long entered;

    private long left;

    private long abandoned;

    /** Counted out but never in: folded while their threads wait to learn it. */
    private long excess;

    /** Abandoned adds whose done() is still to come. */
    private long forgiven;

    /**
     * What came of a count.
     */
    enum Outcome {

        /** It is counted. */
        COUNTED,

        /** It is not counted, for the words are sealed. */
        SEALED,

        /** It is counted, and it looks as if it should not be. */
        DOUBTFUL

    }

    Outcome add(int n) {
        long before = (long) WORD.getAndAdd(this.words, ENTERED, (long) n);
        if (before < 0) {
            return Outcome.SEALED;
        }
        return (before + n - (long) WORD.getVolatile(this.words, LEFT) <= MAX) ? Outcome.COUNTED : Outcome.DOUBTFUL;
    }

    Outcome done() {
        long before = (long) WORD.getAndAdd(this.words, LEFT, 1L);
        if (before < 0) {
            return Outcome.SEALED;
        }
        return (before < (long) WORD.getVolatile(this.words, ENTERED)) ? Outcome.COUNTED : Outcome.DOUBTFUL;
    }

    /**
     * Counts in while sealed.
     * @param n how many
     * @return whether there was room
     */
    boolean addExactly(int n) {
        this.entered += n;
        return settleAdd(n);
    }

    /**
     * Counts out while sealed.
     * @return whether there was one to count out
     */
    boolean doneExactly() {
        if (inFlight() == 0) {
            return false;
        }
        this.left++;
        return true;
    }

    /**
     * Finds out about a doubtful add, and takes it back if there is no room.
     * @param n how many
     * @return whether there was room
     */
    boolean settleAdd(int n) {
        if (entered() - gone() <= MAX) {
            return true;
        }
        if (this.sealed) {
            this.entered -= n;
        }
        else {
            WORD.getAndAdd(this.words, ENTERED, (long) -n);
        }
        return false;
    }

    /**
     * Finds out about a doubtful done, and takes it back if there was none to count out.
     * @return whether there was
     */
    boolean settleDone() {
        if (this.excess > 0) {
            this.excess--;
            return false;
        }
        if (!this.sealed && (long) WORD.getVolatile(this.words, LEFT) > (long) WORD.getVolatile(this.words, ENTERED)) {
            WORD.getAndAdd(this.words, LEFT, -1L);
            return false;
        }
        return true;
    }

    /**
     * Takes a done for that of an abandoned add.
     * @return whether one is still to come
     */
    boolean forgive() {
        if (this.forgiven == 0) {
            return false;
        }
        this.forgiven--;
        return true;
    }

    /**
     * Gives up what is in flight, while sealed.
     * @param n how many
     */
    void abandon(long n) {
        this.abandoned += n;
    }

    /**
     * Expects that abandoned adds will be done later.
     * @param n how many
     */
    void expect(long n) {
        this.forgiven += n;
    }

    void seal() {
        this.entered += (long) WORD.getAndSet(this.words, ENTERED, Stripes.SEALED);
        this.left += (long) WORD.getAndSet(this.words, LEFT, Stripes.SEALED);
        this.sealed = true;
        if (inFlight() < 0) {
            this.excess -= inFlight();
            this.left += inFlight();
        }
    }

    void unseal() {
        long inFlight = inFlight();
        // In flight again on the words, which done() compares
        this.entered -= inFlight;
        this.sealed = false;
        WORD.setVolatile(this.words, LEFT, 0L);
        WORD.setVolatile(this.words, ENTERED, inFlight);
    }

    /**
     * Returns how many have been counted out or given up.
     * @return the number
     */
    long gone() {
        return this.left + this.abandoned + (this.sealed ? 0 : (long) WORD.getVolatile(this.words, LEFT));
    }

    long entered() {
        return this.entered + (this.sealed ? 0 : (long) WORD.getVolatile(this.words, ENTERED));
    }

    long abandoned() {
        return this.abandoned;
    }

    /**
     * Returns what is in flight, exactly, while sealed.
     * @return the number
     */
    long inFlight() {
        return this.entered - this.left - this.abandoned;
    }

}
