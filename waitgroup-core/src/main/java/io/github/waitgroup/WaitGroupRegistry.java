// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The named wait groups of a process, counted together: {@link #await(Duration)} waits
 * until there is an instant at which nothing is in flight in any of them. Units may
 * register units in other groups before they end; the total stays above zero all the
 * time.
 * <p>
 * All methods are safe for use by many threads.
 * <p>
 * <b>Memory consistency effects:</b> actions in a thread prior to ending a unit of any
 * group <i>happen-before</i> actions following a successful return from {@link #await()}
 * in another thread.
 *
 * @since 0.1.0
 */
public final class WaitGroupRegistry {

    private final ConcurrentSkipListMap<String, WaitGroup> groups = new ConcurrentSkipListMap<>();

    private final Count total = new Count("the registry");

    private final Uncounted uncounted = new Uncounted();

    private final LongSupplier clock;

    /** Told of each group, with no lock held. */
    private final List<GroupListener> listeners = new CopyOnWriteArrayList<>();

    /** Whether groups to come are closed; guarded by the groups' monitor. */
    private boolean closed;

    /** Whether units without an end are to end in groups to come; guarded likewise. */
    private boolean endingOpenEnded;

    /** Whether groups to come look for leaks; guarded by the groups' monitor. */
    private boolean leakDetection;

    /** What groups to come ask for traces; guarded by the groups' monitor. */
    private @Nullable Supplier<@Nullable String> traces;

    /**
     * Creates a registry without groups.
     */
    public WaitGroupRegistry() {
        this(System::nanoTime);
    }

    WaitGroupRegistry(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * Returns the group of that name, created if there is none yet.
     * @param name the name: letters, digits, dots, dashes and underscores
     * @return the group, always the same for one name
     * @throws IllegalArgumentException if the name is not such a name
     */
    public WaitGroup group(String name) {
        WaitGroup group = this.groups.get(name);
        return (group != null) ? group : create(name);
    }

    private WaitGroup create(String name) {
        WaitGroup group = findOrAdd(name);
        for (GroupListener listener : this.listeners) {
            listener.tell(group);
        }
        return group;
    }

    private WaitGroup findOrAdd(String name) {
        // Under the lock of close() and reopen(): neither misses the new group
        synchronized (this.groups) {
            WaitGroup known = this.groups.get(name);
            if (known != null) {
                return known;
            }
            WaitGroup group = new WaitGroup(name, this.total, this.clock);
            this.groups.put(name, group);
            if (this.closed) {
                group.close();
            }
            if (this.leakDetection) {
                group.leakDetection(true);
            }
            group.traces(this.traces);
            if (this.endingOpenEnded) {
                group.openEnds().ending(true);
            }
            return group;
        }
    }

    /**
     * Returns the group of that name for work that arrives from outside the process, such
     * as requests. A {@link Drain} lets such groups fall quiet before it goes on.
     * @param name the name: letters, digits, dots, dashes and underscores
     * @return the group, the same as {@link #group} returns
     * @throws IllegalArgumentException if the name is not such a name
     */
    public WaitGroup ingress(String name) {
        WaitGroup group = group(name);
        group.becomeIngress();
        return group;
    }

    /**
     * Returns the group of that name if there is one.
     * @param name any text
     * @return the group, or {@code null}
     */
    public @Nullable WaitGroup find(String name) {
        return this.groups.get(name);
    }

    /**
     * Returns whether a group is one of this registry. Cheap enough to be asked for each
     * piece of work.
     * @param group any group
     * @return whether it was got from here
     */
    public boolean contains(WaitGroup group) {
        return group.isCountedIn(this.total);
    }

    /**
     * Returns the groups there are now, sorted by name.
     * @return an unmodifiable copy
     */
    public Collection<WaitGroup> groups() {
        return List.copyOf(this.groups.values());
    }

    /**
     * Tells a listener of each group there is, and later of each that is created: by the
     * thread that creates it, after others may have found it, and with no lock held. What
     * it throws is logged and stops nothing.
     * @param listener gets each group once, from several threads perhaps
     * @return takes the listener away when it is run; a call in progress is not awaited
     */
    public Runnable listen(Consumer<WaitGroup> listener) {
        GroupListener added = new GroupListener(Objects.requireNonNull(listener, "listener must not be null"));
        this.listeners.add(added);
        // Those that come meanwhile are told here or there
        this.groups.values().forEach(added::tell);
        return () -> this.listeners.remove(added);
    }

    /**
     * Waits until nothing is in flight in any group.
     * @throws InterruptedException if the current thread is interrupted before or while
     * it waits
     * @see WaitGroup#await()
     */
    public void await() throws InterruptedException {
        await(Long.MAX_VALUE);
    }

    /**
     * Waits until nothing is in flight in any group, or the time is over.
     * @param timeout how long to wait at most; if not positive, not at all
     * @return {@code true} if the total reached zero, {@code false} if the time was over
     * first
     * @throws InterruptedException if the current thread is interrupted before or while
     * it waits
     * @see WaitGroup#await(Duration)
     */
    public boolean await(Duration timeout) throws InterruptedException {
        return await(Nanos.of(timeout));
    }

    /**
     * Returns a stage that completes when nothing is in flight in any group, now or the
     * next time.
     * @return the stage
     * @see WaitGroup#completion()
     */
    public CompletionStage<@Nullable Void> completion() {
        return this.total.zero().minimalCompletionStage();
    }

    /**
     * Returns the number of units in flight in all groups, for monitoring.
     * @return units and plain adds in flight
     */
    public long count() {
        return this.total.totals().inFlight();
    }

    /**
     * Returns the oldest units in flight in all groups, without stacks, for monitoring.
     * @param limit how many units to return at most
     * @return the units, in the order in which they were registered
     * @throws IllegalArgumentException if the limit is negative
     */
    public List<WorkSnapshot> oldest(int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("limit must not be negative: " + limit);
        }
        List<Registration> oldest = new ArrayList<>();
        for (WaitGroup group : this.groups.values()) {
            oldest.addAll(group.oldest(limit));
        }
        // Not by the ages, which are read one after the other
        oldest.sort(LiveWork.OLDEST_FIRST);
        return oldest.stream().limit(limit).map((unit) -> unit.snapshot(false)).toList();
    }

    /**
     * Closes every group, and those to come, to root work.
     * @see WaitGroup#close()
     */
    public void close() {
        synchronized (this.groups) {
            this.closed = true;
            this.groups.values().forEach(WaitGroup::close);
        }
    }

    /**
     * Opens every group, and those to come, to root work again.
     * @see WaitGroup#reopen()
     */
    public void reopen() {
        synchronized (this.groups) {
            this.closed = false;
            this.groups.values().forEach(WaitGroup::reopen);
        }
    }

    /**
     * Switches leak detection on or off in every group, and those to come.
     * @param on whether to remember where each unit to come is registered
     * @see WaitGroup#leakDetection(boolean)
     */
    public void leakDetection(boolean on) {
        synchronized (this.groups) {
            this.leakDetection = on;
            this.groups.values().forEach((group) -> group.leakDetection(on));
        }
    }

    /**
     * Says who knows the trace of the thread that registers. It is asked for each unit
     * whose parent has none, in every group and those to come, and so must be quick. What
     * it throws leaves the unit without a trace.
     * @param current supplies the trace's id as the tracing system shows it, or
     * {@code null} if the thread has none; {@code null} to ask nobody any more
     * @see Registration#traceId()
     */
    public void traces(@Nullable Supplier<@Nullable String> current) {
        synchronized (this.groups) {
            this.traces = current;
            this.groups.values().forEach((group) -> group.traces(current));
        }
    }

    /**
     * Makes the drains of this registry wait for work that cannot be counted piece by
     * piece. It is in no number and no view until a drain asks for it.
     * @param group the name of the group in which a drain counts it
     * @param work tells what is at work
     * @return takes the work away when it is run: drains do not ask for it any more, and
     * await only what they have counted of it already
     * @throws IllegalArgumentException if the group's name is none
     */
    public Runnable uncounted(String group, UncountedWork work) {
        Objects.requireNonNull(work, "work must not be null");
        return this.uncounted.add(group(group), work);
    }

    /**
     * Waits as a drain does, though nobody drains: until nothing is in flight in any
     * group, what is counted only now included, or the time is over.
     * @param timeout how long to wait at most; if not positive, not at all
     * @return {@code true} if it was zero, {@code false} if the time was over first
     * @throws InterruptedException if the current thread is interrupted before or while
     * it waits
     * @see #uncounted(String, UncountedWork)
     */
    public boolean awaitAll(Duration timeout) throws InterruptedException {
        return awaitAll(Nanos.of(timeout));
    }

    /**
     * Returns whether anything is in flight that has an end of its own, what can be
     * counted only when it is asked for included. Nothing is counted by this call, nor
     * awaited. {@code false} tells of one moment: more may have come since.
     * @return whether a drain that has asked the open-ended units to end would have to
     * wait for others
     * @see #uncounted(String, UncountedWork)
     * @see Registration#openEnded(Runnable)
     */
    public boolean isBusy() {
        Collection<WaitGroup> seen = groups();
        long opened = 0;
        for (WaitGroup group : seen) {
            opened += group.openEnds().everOpened();
        }
        // Of the total, for a unit may go from group to group. As both numbers only go
        // up, at this moment there were at least as many open-ended ones as they tell
        long all = count();
        long closed = 0;
        for (WaitGroup group : seen) {
            closed += group.openEnds().everClosed();
        }
        return opened - closed < all || this.uncounted.isAtWork();
    }

    int endOpenEnded() {
        synchronized (this.groups) {
            this.endingOpenEnded = true;
        }
        int sum = 0;
        for (WaitGroup group : this.groups.values()) {
            sum += group.endOpenEnded();
        }
        return sum;
    }

    void keepOpenEnded() {
        synchronized (this.groups) {
            this.endingOpenEnded = false;
            this.groups.values().forEach((group) -> group.openEnds().ending(false));
        }
    }

    /**
     * Waits until nothing is in flight, what is counted only now included.
     * @param nanos the longest time to wait
     * @return whether it is zero
     * @throws InterruptedException if the current thread is interrupted
     */
    boolean awaitAll(long nanos) throws InterruptedException {
        long deadline = now() + nanos;
        long left = nanos;
        while (await(left)) {
            if (!this.uncounted.count()) {
                return true;
            }
            left = Math.max(0, deadline - now());
        }
        return false;
    }

    boolean await(long nanos) throws InterruptedException {
        return this.total.await(nanos, Suspects.AGE, () -> this.groups.values().forEach(WaitGroup::suspectAll));
    }

    CompletableFuture<@Nullable Void> zero() {
        return this.total.zero();
    }

    long now() {
        return this.clock.getAsLong();
    }

}
