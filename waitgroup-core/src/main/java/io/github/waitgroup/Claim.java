// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * The unit of a task that is counted before it runs. Two may want it, the thread that
 * begins the task and the one that learns that nobody will: whoever takes it first has
 * it, and must end it. So a unit that was begun is never taken back, and one that was
 * taken back is never begun.
 */
final class Claim {

    /** What is left of a unit whose task was dropped. */
    private static final String DROPPED = "dropped";

    private final WaitGroup group;

    private final String label;

    /** The unit, then {@link #DROPPED} if it was dropped, else nothing. */
    private final AtomicReference<@Nullable Object> unit;

    private final @Nullable Backlog backlog;

    Claim(WaitGroup group, String label) {
        this(group, label, null);
    }

    /**
     * Counts a unit in, as queued.
     * @param group what counts it
     * @param label what the task is
     * @param backlog where the task stands until the unit is taken, if anywhere
     */
    Claim(WaitGroup group, String label, @Nullable Backlog backlog) {
        this.group = group;
        this.label = label;
        this.backlog = backlog;
        this.unit = new AtomicReference<>(group.enqueue(label));
    }

    /**
     * Takes the unit in order to begin it.
     * @return the unit, or {@code null} if it was taken before
     */
    @Nullable Registration take() {
        return takeAndLeave(null);
    }

    private @Nullable Registration takeAndLeave(@Nullable String rest) {
        // No unit ever comes back: who fails to take it has lost it to another
        if (!(this.unit.get() instanceof Registration own) || !this.unit.compareAndSet(own, rest)) {
            return null;
        }
        if (this.backlog != null) {
            this.backlog.taken(this);
        }
        return own;
    }

    boolean isTaken() {
        return !(this.unit.get() instanceof Registration);
    }

    /**
     * Returns whether {@link #drop()} took the unit. Known at the same moment as that it
     * is taken.
     * @return whether its task must not run any more
     */
    boolean isDropped() {
        return DROPPED.equals(this.unit.get());
    }

    /**
     * Counts another unit in, for a task that runs although its own was taken before.
     * @return the other unit
     */
    Registration another() {
        return this.group.enqueue(this.label);
    }

    Registration takeOrAnother() {
        Registration own = take();
        return (own != null) ? own : another();
    }

    /**
     * Ends the unit because its task will not be run. Has no effect if it was taken
     * before.
     * @param asFailed whether it counts as failed
     * @return {@code true} if this call ended it
     */
    boolean takeBack(boolean asFailed) {
        return end(take(), asFailed);
    }

    /**
     * Ends the unit as failed because its task was dropped. Has no effect if it was taken
     * before.
     * @return {@code true} if this call ended it
     */
    boolean drop() {
        return end(takeAndLeave(DROPPED), true);
    }

    private static boolean end(@Nullable Registration own, boolean asFailed) {
        if (own == null) {
            return false;
        }
        if (asFailed) {
            own.fail();
        }
        own.close();
        return true;
    }

    @Override
    public String toString() {
        return "Claim[group=" + this.group.name() + ", label=" + this.label + ", unit=" + this.unit.get() + "]";
    }

}
