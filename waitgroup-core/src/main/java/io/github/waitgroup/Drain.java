// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Brings the groups of a registry to zero within one deadline, and says what became of
 * the work. The states and the order of the calls: <pre>
 * SERVING   -- quiesce() -> QUIESCING   everything is served; callers may turn away
 *           -- begin()   -> QUIESCING   the same, and the clock runs
 *           -- await()   -> DRAINING    waits for what is in flight
 *                        -> DRAINED     it was zero in time, or
 *                        -> ABANDONED   it was not: the report names what was given up
 * </pre> {@link #resume()} goes back to {@code SERVING} from any state but
 * {@code DRAINING}. Each call is idempotent, and calls that wait may be made by several
 * threads: all get the same report.
 * <p>
 * The drain starts no thread and never polls: whoever counts the last unit out wakes it.
 * The quiet period is an idea of Armeria's graceful shutdown; suspending and resuming one
 * of WildFly's.
 * <p>
 * <b>Memory consistency effects:</b> actions in a thread prior to ending a unit
 * <i>happen-before</i> actions following a return from {@link #await()} that reports
 * {@link State#DRAINED}.
 *
 * @since 0.1.0
 */
public final class Drain {

    private final WaitGroupRegistry registry;

    private final DrainOptions options;

    private final Listeners listeners = new Listeners();

    private final Object monitor = new Object();

    private volatile State state = State.SERVING;

    /** Set once nobody waits for work any more. */
    private volatile boolean over;

    /** What belongs to one drain from its start to its end; guarded by the monitor. */
    private Attempt attempt;

    /**
     * Creates a drain that serves.
     * @param registry the groups to drain
     * @param options the deadline and what goes with it
     */
    public Drain(WaitGroupRegistry registry, DrainOptions options) {
        this.registry = registry;
        this.options = options;
        this.attempt = new Attempt();
    }

    /**
     * Returns the state.
     * @return the state at this moment
     */
    public State state() {
        return this.state;
    }

    /**
     * Returns whether new work should go elsewhere, and loops in progress should come to
     * an end.
     * @return {@code true} in all states but {@link State#SERVING}
     */
    public boolean isDraining() {
        return this.state != State.SERVING;
    }

    /**
     * Returns whether nobody waits for work any more: what is submitted now has to reckon
     * with the rules of whoever runs it.
     * @return {@code true} from the end of {@link #awaitLate()} on
     */
    public boolean isOver() {
        return this.over;
    }

    /**
     * Returns the options this drain was created with.
     * @return the options
     */
    public DrainOptions options() {
        return this.options;
    }

    /**
     * Returns what is left of the deadline.
     * @return the time left, zero if it is over; the whole timeout before
     * {@link #begin()}
     */
    public Duration remaining() {
        synchronized (this.monitor) {
            return Duration.ofNanos(this.attempt.begun ? this.attempt.leftNanos() : Nanos.of(this.options.timeout()));
        }
    }

    /**
     * Returns how long the drain has taken so far, or took in all once it is over.
     * @return the time since {@link #begin()}, zero before
     */
    public Duration elapsed() {
        synchronized (this.monitor) {
            return this.attempt.elapsed();
        }
    }

    /**
     * Goes from serving to quiescing without starting the clock: work is still admitted,
     * but those who ask {@link #isDraining()} can tell callers to turn away.
     * @return {@code true} if it served before
     */
    public boolean quiesce() {
        if (!startQuiescing(false)) {
            return false;
        }
        this.listeners.tell(State.QUIESCING);
        return true;
    }

    private boolean startQuiescing(boolean withClock) {
        synchronized (this.monitor) {
            boolean served = (this.state == State.SERVING);
            if (served) {
                this.attempt = new Attempt();
                this.state = State.QUIESCING;
            }
            if (withClock) {
                this.attempt.begin();
            }
            return served;
        }
    }

    /**
     * Starts the clock: the deadline counts from the first call. Quiesces if need be.
     */
    public void begin() {
        if (startQuiescing(true)) {
            this.listeners.tell(State.QUIESCING);
        }
    }

    /**
     * Waits, after {@link #begin()}, while callers turn away: at least the minimal delay
     * (from the time quiescing started), then until no work has arrived from outside for
     * the quiet period and none of it is in flight; at most the maximal delay or what is
     * left of the deadline. Without groups for work from outside it returns immediately.
     * @return {@code true} if it is quiet now, {@code false} if the wait was over first,
     * or {@link #resume()} or {@link #await()} was called meanwhile
     * @throws InterruptedException if the current thread is interrupted before or while
     * it waits
     * @see WaitGroupRegistry#ingress(String)
     */
    public boolean awaitQuiet() throws InterruptedException {
        Attempt current;
        boolean served;
        synchronized (this.monitor) {
            served = startQuiescing(true);
            current = this.attempt;
        }
        if (served) {
            this.listeners.tell(State.QUIESCING);
        }
        // Differences, for the clock's times may overflow
        long most = Math.min(Nanos.of(this.options.maxDelay()), current.deadline - current.quiescedAt);
        long least = Math.min(Nanos.of(this.options.minDelay()), most);
        return new QuietPeriod(this.registry, Nanos.of(this.options.quietPeriod())).await(current.quiescedAt + least,
                current.quiescedAt + most, current.quiescingOver);
    }

    /**
     * Waits once more until it is quiet, with other measures than those of the options:
     * for the last callers, say, after the doors were closed.
     * @param quietPeriod how long nothing must have arrived; zero waits only for what is
     * in flight
     * @param atMost the longest time to wait, within what is left of the deadline
     * @return {@code true} if it is quiet now, {@code false} if the wait was over first,
     * or {@link #resume()} or {@link #await()} was called meanwhile
     * @throws InterruptedException if the current thread is interrupted before or while
     * it waits
     * @see #awaitQuiet()
     */
    public boolean awaitQuiet(Duration quietPeriod, Duration atMost) throws InterruptedException {
        begin();
        Attempt current;
        synchronized (this.monitor) {
            current = this.attempt;
        }
        long now = this.registry.now();
        return new QuietPeriod(this.registry, Nanos.of(quietPeriod)).await(now,
                now + Math.min(Nanos.of(atMost), current.leftNanos()), current.quiescingOver);
    }

    /**
     * Asks the units that have no end of their own to end, and from now on, until
     * {@link #resume()}, each that turns out to be such a one. It does not wait for their
     * ends. {@link #await()} does this, too, before it waits.
     * @return how many were asked by this call
     * @see Registration#openEnded(Runnable)
     */
    public int endOpenEnded() {
        return this.registry.endOpenEnded();
    }

    /**
     * Waits until nothing is in flight, or gives up what still is when the deadline is
     * over: interrupts its threads if so configured, waits for the grace, and names in
     * the report whatever has not completed by then. Begins if need be.
     * <p>
     * If the thread that called first is interrupted, the deadline and the grace count as
     * over at once, and its interrupt status is set on return. Others who call wait for
     * its report, interrupted or not.
     * @return how it ended
     */
    public DrainReport await() {
        return end().report.join();
    }

    private Attempt end() {
        Attempt current;
        boolean served;
        boolean mine;
        synchronized (this.monitor) {
            served = startQuiescing(true);
            current = this.attempt;
            mine = (this.state == State.QUIESCING);
            if (mine) {
                this.state = State.DRAINING;
            }
        }
        if (served) {
            this.listeners.tell(State.QUIESCING);
        }
        if (mine) {
            current.quiescingOver.complete(null);
            this.listeners.tell(State.DRAINING);
            State outcome = State.ABANDONED;
            try {
                DrainReport report = drain(current);
                outcome = report.outcome();
                synchronized (this.monitor) {
                    current.took = report.duration();
                }
                current.report.complete(report);
            }
            catch (Throwable ex) {
                this.state = outcome;
                current.report.completeExceptionally(ex);
            }
            this.listeners.tell(outcome);
        }
        return current;
    }

    private DrainReport drain(Attempt current) {
        if (this.options.admission() == DrainOptions.Admission.DESCENDANTS) {
            this.registry.close();
        }
        this.registry.endOpenEnded();
        List<WorkSnapshot> abandoned = awaitZero(current.leftNanos(), true) ? List.of() : new Abandonment(this.registry)
            .carryOut(this.options.interrupt(), Nanos.of(this.options.interruptGrace()));
        DrainReport report = current.report(abandoned);
        this.state = report.outcome();
        return report;
    }

    /**
     * Looks once more, after {@link #await()} has returned, for work that came late:
     * waits for it with what is left of the deadline, and gives up without a grace what
     * has not ended then, unless {@link #resume()} was called meanwhile. Awaits first if
     * need be.
     * @return how the late work ended; its duration counts from this call
     */
    public DrainReport awaitLate() {
        Attempt current = end();
        current.report.join();
        Attempt late = new Attempt();
        late.begin();
        long left = current.leftNanos();
        // What was not counted and did not end in time has been reported already
        List<WorkSnapshot> abandoned = (awaitZero(left, left > 0) || !isLatest(current)) ? List.of()
                : new Abandonment(this.registry).carryOut(false, 0);
        DrainReport report = late.report(abandoned);
        boolean changed = false;
        synchronized (this.monitor) {
            if (isLatest(current)) {
                this.over = true;
                changed = (report.outcome() == State.ABANDONED) && this.state != State.ABANDONED;
                this.state = changed ? State.ABANDONED : this.state;
            }
        }
        if (changed) {
            this.listeners.tell(State.ABANDONED);
        }
        return report;
    }

    private boolean isLatest(Attempt current) {
        synchronized (this.monitor) {
            return this.attempt == current;
        }
    }

    private boolean awaitZero(long nanos, boolean alsoUncounted) {
        try {
            return alsoUncounted ? this.registry.awaitAll(nanos) : this.registry.await(nanos);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return this.registry.count() == 0;
        }
    }

    /**
     * Takes the drain back: everything is served again, and the next {@link #begin()}
     * starts a new clock.
     * @return {@code true} if it serves now; {@code false} if it is in the middle of
     * {@link #await()}, which cannot be taken back
     */
    public boolean resume() {
        return resume(false);
    }

    /**
     * Takes {@link #quiesce()} back, unless somebody has begun to drain meanwhile: where
     * {@link #begin()} or a call that waits came first, it does nothing.
     * @return {@code true} if it serves now; {@code false} if the clock has been started,
     * whether the drain is over or not
     * @see #resume()
     */
    public boolean resumeUnlessBegun() {
        return resume(true);
    }

    private boolean resume(boolean unlessBegun) {
        boolean changed;
        synchronized (this.monitor) {
            if (this.state == State.DRAINING || (unlessBegun && this.attempt.begun)) {
                return false;
            }
            changed = (this.state != State.SERVING);
            this.attempt.quiescingOver.complete(null);
            this.attempt = new Attempt();
            boolean wasClosed = this.state == State.DRAINED || this.state == State.ABANDONED;
            this.state = State.SERVING;
            this.over = false;
            this.registry.keepOpenEnded();
            if (wasClosed && this.options.admission() == DrainOptions.Admission.DESCENDANTS) {
                this.registry.reopen();
            }
        }
        if (changed) {
            this.listeners.tell(State.SERVING);
        }
        return true;
    }

    /**
     * Adds a listener to changes of the state. It is called after each change, by the
     * thread that made it and with no lock held, so that of two threads which change the
     * state at once either may tell first; {@link #state()} is the truth. What it throws
     * is logged and stops nothing; as long as it takes, the drain takes longer. It must
     * not wait for the drain.
     * @param listener gets the new state
     * @return takes the listener away when it is run, for one that does not live as long
     * as the drain; a call in progress is not awaited
     */
    public Runnable listen(Consumer<State> listener) {
        this.listeners.add(listener);
        return () -> this.listeners.remove(listener);
    }

    @Override
    public String toString() {
        return "Drain[" + this.state + ", inFlight=" + this.registry.count() + ", remaining=" + remaining() + "]";
    }

    /**
     * Where a drain stands.
     */
    public enum State {

        /** Normal operation. */
        SERVING,

        /** Everything is still served, while callers turn away. */
        QUIESCING,

        /** Waiting for what is in flight. */
        DRAINING,

        /** Over: nothing was lost. */
        DRAINED,

        /** Over: the report names what was given up. */
        ABANDONED

    }

    private final class Attempt {

        private final long quiescedAt = Drain.this.registry.now();

        private final CompletableFuture<@Nullable Void> quiescingOver = new CompletableFuture<>();

        private final CompletableFuture<DrainReport> report = new CompletableFuture<>();

        private boolean begun;

        private long begunAt;

        private long deadline;

        private @Nullable Duration took;

        private Map<String, Before> before = Map.of();

        void begin() {
            if (!this.begun) {
                this.begun = true;
                this.begunAt = Drain.this.registry.now();
                this.deadline = this.begunAt + Nanos.of(Drain.this.options.timeout());
                Map<String, Before> seen = new HashMap<>();
                for (WaitGroup group : Drain.this.registry.groups()) {
                    seen.put(group.name(), new Before(group));
                }
                this.before = seen;
            }
        }

        Duration elapsed() {
            if (this.took != null) {
                return this.took;
            }
            return Duration.ofNanos(this.begun ? Drain.this.registry.now() - this.begunAt : 0);
        }

        long leftNanos() {
            return Math.max(0, this.deadline - Drain.this.registry.now());
        }

        DrainReport report(List<WorkSnapshot> givenUp) {
            List<WorkSnapshot> abandoned = new ArrayList<>(givenUp);
            List<DrainReport.Group> groups = new ArrayList<>();
            boolean lost = false;
            for (WaitGroup group : Drain.this.registry.groups()) {
                Before then = this.before.getOrDefault(group.name(), Before.NONE);
                // In this order: every leak that is counted is also named
                WaitGroupTotals now = group.totals();
                abandoned.addAll(group.leaks().since(then.leaks()));
                long lostHere = now.abandoned() - then.totals().abandoned();
                groups.add(new DrainReport.Group(group.name(), now.completed() - then.totals().completed(), lostHere));
                lost |= lostHere > 0;
            }
            return new DrainReport(lost ? State.ABANDONED : State.DRAINED,
                    Duration.ofNanos(Drain.this.registry.now() - this.begunAt), groups, List.copyOf(abandoned));
        }

    }

    /** What a group had seen when the drain began. */
    private record Before(WaitGroupTotals totals, long leaks) {

        static final Before NONE = new Before(WaitGroupTotals.NONE, 0);

        // In this order: every leak that is counted later is also named
        private Before(long leaks, WaitGroup group) {
            this(group.totals(), leaks);
        }

        Before(WaitGroup group) {
            this(group.leaks().number(), group);
        }

    }

}
