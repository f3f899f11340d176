// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.concurrent.atomic.AtomicReference;

import io.github.waitgroup.Registration;
import org.jspecify.annotations.Nullable;

/**
 * The unit of a task that is counted before it runs. The thread that begins the task may
 * want it, and whoever learns that nobody will: who takes it first must end it, and
 * nobody else may.
 */
final class Claim {

    /** The unit, until it is taken; then what became of it. */
    private final AtomicReference<Object> unit;

    Claim(Registration unit) {
        this.unit = new AtomicReference<>(unit);
    }

    /**
     * Takes the unit in order to begin it.
     * @return the unit, or {@code null} if it was taken before
     */
    @Nullable Registration begin() {
        return take(Fate.BEGUN);
    }

    /**
     * Takes the unit for another executor that counts the same task.
     * @return the unit, or {@code null} if it was taken before
     */
    @Nullable Registration move() {
        return take(Fate.MOVED);
    }

    /**
     * Ends the unit, because the executor will not run the task. Somebody else may.
     * @param asFailed whether it counts as failed
     * @return whether this call ended it
     */
    boolean end(boolean asFailed) {
        return end(take(Fate.ENDED), asFailed);
    }

    /**
     * Ends the unit, because nobody shall run the task any more. Has no effect on one
     * that was begun.
     * @param asFailed whether it counts as failed
     * @return whether nobody will
     */
    boolean drop(boolean asFailed) {
        end(take(Fate.DROPPED), asFailed);
        this.unit.compareAndSet(Fate.ENDED, Fate.DROPPED);
        return isDropped();
    }

    boolean isTaken() {
        return this.unit.get() instanceof Fate;
    }

    boolean isMoved() {
        return this.unit.get() == Fate.MOVED;
    }

    boolean isDropped() {
        return this.unit.get() == Fate.DROPPED;
    }

    private @Nullable Registration take(Fate fate) {
        return (this.unit.get() instanceof Registration own && this.unit.compareAndSet(own, fate)) ? own : null;
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

    private enum Fate {

        BEGUN, MOVED, ENDED, DROPPED

    }

}
