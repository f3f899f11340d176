// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Work of one kind counted in and out, by each thread on a stripe of its own.
 * <p>
 * A stripe is two words that only go up: how much came, how much went. Counting is one
 * atomic addition. A stripe is sealed by exchanging its words for one far below zero and
 * folding their values into the plain sums here: who then adds to it sees that in the
 * value returned, and counts under the lock instead. What it left on the sealed word is
 * thrown away when the stripe is opened again. Sealing by a value far out of range, so
 * that the hot path needs no second look, is the idea of Linux's {@code percpu_ref}.
 * <p>
 * The lock is the one of the {@link Count} this belongs to. All methods but
 * {@link #enter} and {@link #leave} need it.
 */
final class Stripes {

    static final long SEALED = Long.MIN_VALUE / 2;

    /** Longs between two stripes: 128 bytes, for processors fetch lines in pairs. */
    private static final int STRIDE = 16;

    private static final int ENTERED = STRIDE / 2;

    private static final int LEFT = ENTERED + 1;

    /** Words of a lone stripe: the thread seen last, and how often that changed. */
    private static final int THREAD = ENTERED + 2;

    private static final int CHANGES = ENTERED + 3;

    private static final int CROWD = 32;

    /** Four for each processor, so that two threads seldom share one; a power of two. */
    static final int STRIPES = Math.min(128,
            4 * Integer.highestOneBit(2 * Runtime.getRuntime().availableProcessors() - 1));

    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

    /** One stripe until several threads are seen at work, then one for each of many. */
    private volatile long[] words = new long[STRIDE];

    private boolean sealed;

    // What was counted on stripes since sealed, and what was counted under the lock
    private long entered;

    private long left;

    private long abandoned;

    // The stripes to count on, to be asked for before what must not change meanwhile
    long[] words() {
        return this.words;
    }

    /**
     * Counts one in, unless sealed.
     * @param words the stripes
     * @return whether it was counted
     */
    boolean enter(long[] words) {
        int stripe = stripe(words);
        return stripe >= 0 && (long) WORD.getAndAdd(words, stripe + ENTERED, 1L) >= 0;
    }

    /**
     * Counts one out, unless sealed.
     * @param words the stripes
     * @return whether it was counted
     */
    boolean leave(long[] words) {
        int stripe = stripe(words);
        return stripe >= 0 && (long) WORD.getAndAdd(words, stripe + LEFT, 1L) >= 0;
    }

    // Returns where the thread's stripe begins, or -1 if one stripe is too few
    private static int stripe(long[] words) {
        long thread = Thread.currentThread().getId();
        if (words.length > STRIDE) {
            return (int) thread * STRIDE & (words.length - 1);
        }
        // Only a hint, so that races do no harm
        if (words[THREAD] != thread) {
            words[THREAD] = thread;
            if (++words[CHANGES] > CROWD) {
                return -1;
            }
        }
        return 0;
    }

    private void widenIfCrowded() {
        if (this.words.length == STRIDE && this.words[CHANGES] > CROWD) {
            long[] more = new long[STRIDE * STRIPES];
            if (this.sealed) {
                fold(more);
            }
            else {
                fold(this.words);
            }
            this.words = more;
        }
    }

    void enterExactly() {
        this.entered++;
        widenIfCrowded();
    }

    void leaveExactly() {
        this.left++;
        widenIfCrowded();
    }

    void abandon(long n) {
        this.abandoned += n;
    }

    void seal() {
        this.sealed = true;
        fold(this.words);
    }

    private void fold(long[] old) {
        for (int stripe = 0; stripe < old.length; stripe += STRIDE) {
            long came = (long) WORD.getAndSet(old, stripe + ENTERED, SEALED);
            long went = (long) WORD.getAndSet(old, stripe + LEFT, SEALED);
            if (came > 0) {
                this.entered += came;
            }
            if (went > 0) {
                this.left += went;
            }
        }
    }

    void unseal() {
        this.sealed = false;
        long[] old = this.words;
        for (int stripe = 0; stripe < old.length; stripe += STRIDE) {
            WORD.setVolatile(old, stripe + LEFT, 0L);
            WORD.setVolatile(old, stripe + ENTERED, 0L);
        }
    }

    /** Unseals, but for those who asked for {@link #words()} before. */
    void renew() {
        this.sealed = false;
        this.words = new long[this.words.length];
    }

    /**
     * Returns how many have been counted out or given up.
     * @return the number
     */
    long gone() {
        return this.left + this.abandoned + sum(LEFT);
    }

    long entered() {
        return this.entered + sum(ENTERED);
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

    private long sum(int word) {
        long sum = 0;
        if (!this.sealed) {
            long[] open = this.words;
            for (int stripe = 0; stripe < open.length; stripe += STRIDE) {
                sum += (long) WORD.getVolatile(open, stripe + word);
            }
        }
        return sum;
    }

}
