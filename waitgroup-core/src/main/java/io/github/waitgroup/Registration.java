// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * Hold on one unit of work in flight. The unit is in flight from the moment it was
 * registered until {@link #close()}, which counts it down exactly once however often, and
 * by whichever thread, it is called. The token of tokio's {@code TaskTracker} is the
 * model of this hold.
 * <p>
 * A registration does not depend on a thread. The thread that does the work says so with
 * {@link #enter()}: from then on the unit is {@link State#RUNNING}, and what that thread
 * registers has this unit as its parent, until the scope is closed. {@link #run} does all
 * of it for a task, and {@link WaitGroup#go} hands the task to an executor, too. By hand:
 * <pre>{@code
 * Registration work = group.register("Invoices.send");
 * Scope scope = work.enter();
 * try {
 *     invoices.send();
 * }
 * finally {
 *     scope.close();
 *     work.close();
 * }
 * }</pre>
 * <p>
 * All methods are safe for use by many threads.
 * <p>
 * <b>Memory consistency effects:</b> actions in a thread prior to {@link #close()}
 * <i>happen-before</i> actions following a successful return from
 * {@link WaitGroup#await()} of its group in another thread.
 *
 * @since 0.1.0
 */
public final class Registration implements AutoCloseable {

    private static final AtomicLong IDS = new AtomicLong();

    /** Stands in {@code thread} while the drain interrupts the thread that was there. */
    private static final Thread BEING_INTERRUPTED = new Thread(null, null, "being interrupted", 0, false);

    /*
     * started -- some thread has entered (bit 0)
     *
     * failed -- will be counted as failed (bit 1)
     *
     * cut -- the drain has interrupted it (bit 2)
     *
     * ended -- counted down (bit 3)
     *
     * abandoned -- counted down by the drain, or as lost (bit 4)
     *
     * lost -- failed after the drain cut it, and not before (bit 5)
     *
     * open-ended -- has no end of its own (bit 6)
     */
    private static final int STARTED = 1;

    private static final int FAILED = 1 << 1;

    private static final int CUT = 1 << 2;

    private static final int ENDED = 1 << 3;

    private static final int ABANDONED = 1 << 4;

    private static final int LOST = 1 << 5;

    private static final int OPEN_ENDED = 1 << 6;

    private static final VarHandle STATE;

    private static final VarHandle THREAD;

    private static final VarHandle LABEL;

    private static final VarHandle ID;

    static {
        try {
            // Never started, kept for ever: it must not hold an application's class
            // loader
            BEING_INTERRUPTED.setContextClassLoader(null);
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(Registration.class, "state", int.class);
            THREAD = lookup.findVarHandle(Registration.class, "thread", Thread.class);
            LABEL = lookup.findVarHandle(Registration.class, "label", Object.class);
            ID = lookup.findVarHandle(Registration.class, "id", long.class);
        }
        catch (ReflectiveOperationException ex) {
            throw new ExceptionInInitializerError(ex);
        }
    }

    /*
     * 64 bytes, as a million units may be in flight. Most fields are not volatile, and
     * used by their handles instead: a unit is handed out by a constructor with final
     * fields, and a volatile store for each of these would cost more than all the rest.
     */

    private final WaitGroup group;

    private final long since;

    private final long parentId;

    /** Where it was registered, if leaks are to be shown with that. */
    private final @Nullable Throwable site;

    /** A text, or what supplies it, or an {@link Extras} that have either. */
    @SuppressWarnings("UnusedVariable") // by its handle
    private Object label;

    @SuppressWarnings("UnusedVariable") // by its handle
    private int state;

    private volatile @Nullable Thread thread;

    /** Given when somebody asks for it: most units are neither shown nor parents. */
    @SuppressWarnings("UnusedVariable") // by its handle
    private long id;

    // Where the views find it; set before it is found there, and used by who ends it
    private Object @Nullable [] places;

    private int place;

    Registration(WaitGroup group, Object label, boolean started, @Nullable Registration parent, long since,
            @Nullable Throwable site) {
        this.group = group;
        Objects.requireNonNull(label, "label must not be null");
        String traceId = (parent != null) ? parent.traceId() : null;
        this.label = (traceId != null) ? new Extras(label, traceId) : label;
        this.state = started ? STARTED : 0;
        this.parentId = (parent != null) ? parent.id() : 0;
        this.since = since;
        this.site = site;
    }

    /**
     * Returns the unit that the calling thread has entered last and not yet left.
     * @return the unit, or {@code null} if the thread works for none
     */
    public static @Nullable Registration current() {
        return Scope.currentUnit();
    }

    /**
     * Returns a number that no other registration of this process has. It is given when
     * it is first asked for, and so says nothing about the order of registrations.
     * @return the number, from 1
     */
    public long id() {
        long known = (long) ID.getVolatile(this);
        if (known != 0) {
            return known;
        }
        long given = IDS.incrementAndGet();
        return ID.compareAndSet(this, 0L, given) ? given : (long) ID.getVolatile(this);
    }

    /**
     * Returns the group that counts the unit.
     * @return the group
     */
    public WaitGroup group() {
        return this.group;
    }

    /**
     * Returns what the unit is, for people: a method's or a route's name, say.
     * @return the label
     */
    public String label() {
        Object known = rawLabel();
        if (known instanceof String text) {
            return text;
        }
        String text = Labels.text(known);
        replaceLabel(known, text);
        return text;
    }

    /**
     * Gives the unit another label, once more is known of it. Labels are shown to
     * operators: they must not carry arguments, query strings or other data.
     * @param label the new label
     */
    public void label(String label) {
        Objects.requireNonNull(label, "label must not be null");
        while (!replaceLabel(rawLabel(), label)) {
            Thread.onSpinWait();
        }
        tellSuspect();
    }

    private Object rawLabel() {
        Object known = LABEL.getVolatile(this);
        return (known instanceof Extras extras) ? extras.label() : known;
    }

    // Not over a label given meanwhile
    private boolean replaceLabel(Object known, String text) {
        return (LABEL.getVolatile(this) instanceof Extras extras) ? extras.replaceLabel(known, text)
                : LABEL.compareAndSet(this, known, text);
    }

    private Extras extras() {
        for (;;) {
            Object known = LABEL.getVolatile(this);
            if (known instanceof Extras extras) {
                return extras;
            }
            Extras added = new Extras(known, null);
            if (LABEL.compareAndSet(this, known, added)) {
                return added;
            }
        }
    }

    /**
     * Returns the trace that the unit belongs to: what was said of it, or else of the
     * unit that registered it by then, or else that of the thread that registered it.
     * @return the trace's id, or {@code null} if none is known
     * @see WaitGroupRegistry#traces
     */
    public @Nullable String traceId() {
        return (LABEL.getVolatile(this) instanceof Extras extras) ? extras.traceId() : null;
    }

    /**
     * Says which trace the unit belongs to, for operators who look it up. What it
     * registers from now on belongs to the same unless told otherwise.
     * @param traceId the trace's id as the tracing system shows it
     */
    public void traceId(String traceId) {
        extras().traceId(Objects.requireNonNull(traceId, "traceId must not be null"));
        tellSuspect();
    }

    /**
     * Says that the unit has no end of its own: an endless response, say, or a session.
     * The quiet period of a drain does not wait for it; a drain then asks it to end, and
     * waits for the end as for that of any unit.
     * <p>
     * Memory effects: actions before this call <i>happen-before</i> those of {@code end}.
     * @param end makes the unit come to its end, where it is closed as ever; called at
     * most once, by the thread that drains, or at once by this one if open-ended units
     * have been asked already. It must not wait. What it throws is logged and stops
     * nothing.
     * @throws IllegalStateException if this was said of the unit before
     * @see Drain#endOpenEnded()
     */
    public void openEnded(Runnable end) {
        Objects.requireNonNull(end, "end must not be null");
        Extras extras = extras();
        if (!extras.end(end)) {
            throw new IllegalStateException("openEnded(end) called twice for " + this);
        }
        if (mark(OPEN_ENDED)) {
            this.group.openEnds().opened(extras);
            tellSuspect();
        }
    }

    boolean isOpenEnded() {
        return (flags() & OPEN_ENDED) != 0;
    }

    /**
     * Asks the unit to end, if it has no end of its own.
     * @return whether it was asked now
     */
    boolean askToEnd() {
        return isOpenEnded() && LABEL.getVolatile(this) instanceof Extras extras && extras.askToEnd();
    }

    long since() {
        return this.since;
    }

    @Nullable Throwable site() {
        return this.site;
    }

    boolean isStarted() {
        return (flags() & STARTED) != 0;
    }

    private int flags() {
        return (int) STATE.getVolatile(this);
    }

    void place(Object[] places, int place) {
        this.places = places;
        this.place = place;
    }

    // Gives back the place in the views; only who has ended the unit may do this
    void leavePlace(boolean byOwner) {
        Object[] where = this.places;
        if (where == null) {
            return;
        }
        if (byOwner) {
            Slots.free(where, this.place);
        }
        else {
            Slots.withdraw(this, where, this.place);
        }
    }

    // Waits out the last steps of a unit that has ended: its place is given back after it
    // was counted
    void awaitCounted() {
        while (isInPlace()) {
            Thread.onSpinWait();
        }
    }

    boolean isInPlace() {
        Object[] where = this.places;
        return where != null && Slots.holds(this, where, this.place);
    }

    // A stand-in was put in its place before this, or else sees this itself
    private void tellSuspect() {
        Object[] where = this.places;
        if (where != null && Slots.get(where, this.place) instanceof Suspect suspect && suspect.get() == this) {
            suspect.follow(this);
        }
    }

    /**
     * Returns the time since the unit was registered.
     * @return the age
     */
    public Duration age() {
        return Duration.ofNanos(this.group.now() - this.since);
    }

    /**
     * Returns the number of the unit that registered this one.
     * @return the parent's {@link #id()}, or nothing for root work
     */
    public OptionalLong parent() {
        return (this.parentId != 0) ? OptionalLong.of(this.parentId) : OptionalLong.empty();
    }

    /**
     * Returns where the unit stands. The answer may be outdated as soon as it is given.
     * @return the state
     */
    public State state() {
        int s = flags();
        if ((s & ABANDONED) != 0) {
            return State.ABANDONED;
        }
        if ((s & ENDED) != 0) {
            return State.COMPLETED;
        }
        return ((s & STARTED) != 0) ? State.RUNNING : State.QUEUED;
    }

    /**
     * Says that the calling thread works for this unit from now until the scope is
     * closed, which the same thread must do. A thread may enter several units, one inside
     * the other.
     * @return the scope to close when this thread's part of the work is over
     * @throws IllegalStateException if the unit has already ended
     */
    public Scope enter() {
        for (;;) {
            int s = flags();
            if ((s & ENDED) != 0) {
                throw new IllegalStateException("enter() after the end of " + this);
            }
            if ((s & STARTED) != 0) {
                break;
            }
            if (STATE.compareAndSet(this, s, s | STARTED)) {
                this.group.started();
                tellSuspect();
                break;
            }
        }
        Scope scope = Scope.open(this);
        replaceThread(scope.owner());
        return scope;
    }

    /**
     * Runs the task as this unit: enters, runs, closes. A task that throws is counted as
     * failed, and what it threw is thrown on. The task is not run if a drain has
     * abandoned this unit while it was queued: its report has named it as lost by then.
     * @param task what to run
     * @throws IllegalStateException if the unit was closed before
     */
    public void run(Runnable task) {
        Objects.requireNonNull(task, "task must not be null");
        Scope scope;
        try {
            scope = enter();
        }
        catch (IllegalStateException ex) {
            if (state() == State.ABANDONED) {
                return;
            }
            throw ex;
        }
        try {
            task.run();
        }
        catch (Throwable ex) {
            fail();
            throw ex;
        }
        finally {
            scope.close();
            close();
        }
    }

    /**
     * Marks the unit as failed: it will be counted so when it is closed. Does not close
     * it, and has no effect after the end.
     */
    public void fail() {
        mark(((flags() & CUT) != 0) ? LOST : FAILED);
    }

    /**
     * Ends the unit: it is no longer in flight. Only the first call, by any thread, has
     * an effect.
     */
    @Override
    public void close() {
        close(true);
    }

    private void close(boolean byOwner) {
        for (;;) {
            int s = flags();
            if ((s & ENDED) != 0) {
                return;
            }
            // Interrupted by the drain and failed of it: lost, even though it ended
            boolean lost = (s & (LOST | FAILED)) == LOST;
            if (STATE.compareAndSet(this, s, lost ? (s | ENDED | ABANDONED) : (s | ENDED))) {
                this.group.ended(this, (s & STARTED) == 0, lost, (s & FAILED) != 0, byOwner);
                return;
            }
        }
    }

    // For a unit that may have got no place: the one it tried last may be another's
    void closeUnplaced() {
        close(false);
    }

    /** Ends the unit as lost, unless it has ended. */
    void abandon() {
        abandonUnless(ENDED);
    }

    /** Ends the unit as lost, unless it has been begun or has ended. */
    void abandonQueued() {
        abandonUnless(STARTED | ENDED);
    }

    private void abandonUnless(int bits) {
        for (;;) {
            int s = flags();
            if ((s & bits) != 0) {
                return;
            }
            if (STATE.compareAndSet(this, s, s | ENDED | ABANDONED)) {
                this.group.ended(this, (s & STARTED) == 0, true, false, false);
                return;
            }
        }
    }

    /**
     * Interrupts the thread that works for this unit now, if there is one, and surely no
     * thread that has just left it: leaving waits while the place is taken, as it does in
     * {@link java.util.concurrent.FutureTask}.
     */
    void cut() {
        if (!mark(CUT)) {
            return;
        }
        Thread worker = this.thread;
        if (worker != null && worker != Thread.currentThread() && worker != BEING_INTERRUPTED
                && THREAD.compareAndSet(this, worker, BEING_INTERRUPTED)) {
            try {
                worker.interrupt();
            }
            finally {
                this.thread = worker;
            }
        }
    }

    private boolean mark(int bit) {
        for (;;) {
            int s = flags();
            if ((s & ENDED) != 0) {
                return false;
            }
            if (STATE.compareAndSet(this, s, s | bit)) {
                return true;
            }
        }
    }

    // Takes the place, but never while the thread in it is being interrupted
    private void replaceThread(Thread worker) {
        for (;;) {
            Thread t = this.thread;
            if (t == BEING_INTERRUPTED) {
                Thread.onSpinWait();
            }
            else if (THREAD.compareAndSet(this, t, worker)) {
                return;
            }
        }
    }

    boolean leave(Thread worker) {
        while (!THREAD.compareAndSet(this, worker, null)) {
            if (this.thread != BEING_INTERRUPTED) {
                // Another thread has entered since: its place is left alone
                break;
            }
            Thread.onSpinWait();
        }
        return isCut();
    }

    boolean isCut() {
        return (flags() & CUT) != 0;
    }

    WorkSnapshot snapshot(boolean withStack) {
        Thread worker = this.thread;
        Thread known = (worker != BEING_INTERRUPTED) ? worker : null;
        return WorkSnapshot.of(this.group, id(), label(), state(), this.since, (known != null) ? known.getName() : null,
                this.parentId, traceId(), (withStack && known != null) ? List.of(known.getStackTrace()) : List.of());
    }

    boolean isInFlight() {
        return (flags() & ENDED) == 0;
    }

    @Override
    public String toString() {
        return "Registration[group=" + this.group.name() + ", id=" + id() + ", label=" + label() + ", state=" + state()
                + "]";
    }

    /**
     * Where a unit stands.
     */
    public enum State {

        /** Accepted; no thread has begun it. */
        QUEUED,

        /** Begun; a thread works for it, or it waits for an event outside. */
        RUNNING,

        /** Ended, well or not. */
        COMPLETED,

        /** Given up by a {@link Drain} because its time was over. */
        ABANDONED,

        /**
         * Never closed, and garbage-collected, so that nobody ever will: counted among
         * the abandoned. Only reports show it.
         */
        LEAKED

    }

}
