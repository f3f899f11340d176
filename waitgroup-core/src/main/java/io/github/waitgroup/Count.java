// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * The exact count of a group in one word, and the gate its waiters stand at.
 * <p>
 * The transition to zero while anyone waits is made under the lock, and so is joining the
 * gate. A waiter therefore either sees zero or stands at the gate that the next
 * transition to zero opens: no wake-up is lost, and nobody is let through by a zero that
 * was before its time. Without waiters the lock is never touched.
 */
final class Count {

    /** The most units, and the most plain adds, that one count can hold. */
    static final int MAX = Integer.MAX_VALUE;

    /*
     * closed -- admits no root work any more (bit 63)
     *
     * waited -- a gate exists; whoever reaches zero has to open it (bit 62)
     *
     * adds -- plain add() not yet met by done() (bits 31-61)
     *
     * units -- registrations not yet ended (bits 0-30)
     */
    private static final long CLOSED = 1L << 63;

    private static final long WAITED = 1L << 62;

    private static final int ADDS_SHIFT = 31;

    private static final long ONE_ADD = 1L << ADDS_SHIFT;

    private static final long ONE_UNIT = 1L;

    private static final long FIELD_MASK = MAX;

    private static final long COUNT_MASK = (FIELD_MASK << ADDS_SHIFT) | FIELD_MASK;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Count.class, "state", long.class);
        }
        catch (ReflectiveOperationException ex) {
            throw new ExceptionInInitializerError(ex);
        }
    }

    private static final CompletableFuture<@Nullable Void> REACHED = CompletableFuture.completedFuture(null);

    private final String owner;

    private final ReentrantLock lock = new ReentrantLock();

    /** Opened at the next zero; there is one exactly while WAITED is set. */
    private @Nullable CompletableFuture<@Nullable Void> gate;

    private volatile long state;

    Count(String owner) {
        this.owner = owner;
    }

    private static long addsOf(long s) {
        return (s >>> ADDS_SHIFT) & FIELD_MASK;
    }

    private static long unitsOf(long s) {
        return s & FIELD_MASK;
    }

    /**
     * Counts one unit in.
     * @param evenIfClosed whether to do so while closed
     * @return {@code false} if it was closed to the unit
     */
    boolean enter(boolean evenIfClosed) {
        return increase(ONE_UNIT, 1, evenIfClosed);
    }

    /**
     * Counts plain adds in.
     * @param n how many
     * @param evenIfClosed whether to do so while closed
     * @return {@code false} if it was closed to them
     */
    boolean add(int n, boolean evenIfClosed) {
        return increase(ONE_ADD, n, evenIfClosed);
    }

    private boolean increase(long one, int n, boolean evenIfClosed) {
        for (;;) {
            long s = this.state;
            if ((s & CLOSED) != 0 && !evenIfClosed) {
                return false;
            }
            long before = (one == ONE_ADD) ? addsOf(s) : unitsOf(s);
            if (before + n > MAX) {
                throw new IllegalStateException("Too much work in flight in " + this.owner + ": " + before + " + " + n
                        + " is more than " + MAX + "; is a done() or close() missing?");
            }
            if (STATE.compareAndSet(this, s, s + n * one)) {
                return true;
            }
        }
    }

    /** Counts one unit out. */
    void leave() {
        decrease(ONE_UNIT, 1);
    }

    /**
     * Counts plain adds out.
     * @param n how many
     * @return {@code false} if fewer are in: nothing was counted out then
     */
    boolean done(int n) {
        return decrease(ONE_ADD, n);
    }

    private boolean decrease(long one, int n) {
        for (;;) {
            long s = this.state;
            if (((one == ONE_ADD) ? addsOf(s) : unitsOf(s)) < n) {
                return false;
            }
            long next = s - n * one;
            if ((next & COUNT_MASK) == 0 && (s & WAITED) != 0) {
                if (openGate(s, next & ~WAITED)) {
                    return true;
                }
            }
            else if (STATE.compareAndSet(this, s, next)) {
                return true;
            }
        }
    }

    private boolean openGate(long s, long next) {
        CompletableFuture<@Nullable Void> opened;
        this.lock.lock();
        try {
            if (!STATE.compareAndSet(this, s, next)) {
                return false;
            }
            opened = Objects.requireNonNull(this.gate);
            this.gate = null;
        }
        finally {
            this.lock.unlock();
        }
        // Outside the lock: what depends on the gate runs here, and may use this count
        opened.complete(null);
        return true;
    }

    /**
     * Returns the gate.
     * @return a future that is done when the count is zero, now or the next time
     */
    CompletableFuture<@Nullable Void> zero() {
        if (total() == 0) {
            return REACHED;
        }
        this.lock.lock();
        try {
            for (;;) {
                long s = this.state;
                if ((s & COUNT_MASK) == 0) {
                    return REACHED;
                }
                if (this.gate != null) {
                    return this.gate;
                }
                if (STATE.compareAndSet(this, s, s | WAITED)) {
                    this.gate = new CompletableFuture<>();
                    return this.gate;
                }
            }
        }
        finally {
            this.lock.unlock();
        }
    }

    long total() {
        long s = this.state;
        return addsOf(s) + unitsOf(s);
    }

    long adds() {
        return addsOf(this.state);
    }

    void close() {
        STATE.getAndBitwiseOr(this, CLOSED);
    }

    void reopen() {
        STATE.getAndBitwiseAnd(this, ~CLOSED);
    }

    boolean isClosed() {
        return (this.state & CLOSED) != 0;
    }

}
