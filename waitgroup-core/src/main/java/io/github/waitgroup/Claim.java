// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * The right to run a task, with the unit in which it is counted before it runs, if it is.
 * Two may want it, the thread that begins the task and the one that learns that nobody
 * will: whoever takes it first has it, and must end the unit. So a unit that was begun is
 * never taken back, and one that was taken back is never begun.
 */
final class Claim {

    private final UnitSource source;

    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    /** Only who takes the claim uses it, and nobody if the task is not counted. */
    private @Nullable Registration unit;

    /** Where the task stands until the claim is taken, if anywhere. */
    private volatile @Nullable Backlog backlog;

    Claim(UnitSource source, @Nullable Registration unit) {
        this.source = source;
        this.unit = unit;
    }

    static Claim submitted(UnitSource source) {
        return new Claim(source, source.submitted());
    }

    /**
     * Takes the claim in order to begin the task.
     * @return {@code false} if it was taken before
     */
    boolean take() {
        return take(State.TAKEN);
    }

    private boolean take(State next) {
        if (!this.state.compareAndSet(State.WAITING, next)) {
            return false;
        }
        Backlog standing = this.backlog;
        if (standing != null) {
            standing.taken(this);
        }
        return true;
    }

    /**
     * Returns the unit to who has taken the claim, once.
     * @return the unit, which the caller must end, or {@code null} if the task is not
     * counted
     */
    @Nullable Registration unit() {
        Registration own = this.unit;
        // A future that is kept for long need not keep what has ended
        this.unit = null;
        return own;
    }

    void standIn(Backlog place) {
        this.backlog = place;
    }

    boolean isTaken() {
        return this.state.get() != State.WAITING;
    }

    /**
     * Returns whether {@link #drop()} took the claim. Known at the same moment as that it
     * is taken.
     * @return whether its task must not run any more
     */
    boolean isDropped() {
        return this.state.get() == State.DROPPED;
    }

    /**
     * Counts another unit in, for a task that runs although its claim was taken before.
     * @return the other unit, if it is counted
     */
    @Nullable Registration another() {
        return this.source.submitted();
    }

    @Nullable Registration takeOrAnother() {
        return take() ? unit() : another();
    }

    /**
     * Ends the unit because its task will not be run. Has no effect if the claim was
     * taken before.
     * @param asFailed whether it counts as failed
     * @return {@code true} if this call ended it
     */
    boolean takeBack(boolean asFailed) {
        return take(State.TAKEN) && end(asFailed);
    }

    /**
     * Ends the unit as failed because its task was dropped. Has no effect if the claim
     * was taken before.
     * @return {@code true} if this call ended it
     */
    boolean drop() {
        return take(State.DROPPED) && end(true);
    }

    private boolean end(boolean asFailed) {
        Registration own = unit();
        if (own != null) {
            if (asFailed) {
                own.fail();
            }
            own.close();
        }
        return true;
    }

    @Override
    public String toString() {
        return "Claim[" + this.source + ", state=" + this.state + "]";
    }

    private enum State {

        WAITING, TAKEN, DROPPED

    }

}
