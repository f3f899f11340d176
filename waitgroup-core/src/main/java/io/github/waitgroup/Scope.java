// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import org.jspecify.annotations.Nullable;

/**
 * The part of a unit's work that one thread does: from {@link Registration#enter()} until
 * {@link #close()}. A thread may have several open, one inside the other.
 *
 * @since 0.1.0
 */
public final class Scope implements AutoCloseable {

    private static final ThreadLocal<@Nullable Scope> CURRENT = new ThreadLocal<>();

    private final Registration entered;

    private final @Nullable Scope outer;

    private final Thread owner = Thread.currentThread();

    private boolean open = true;

    /** Whether the drain has interrupted a unit that was entered inside this one. */
    private boolean cutInside;

    private Scope(Registration entered, @Nullable Scope outer) {
        this.entered = entered;
        this.outer = outer;
    }

    static Scope open(Registration unit) {
        Scope scope = new Scope(unit, CURRENT.get());
        CURRENT.set(scope);
        return scope;
    }

    static @Nullable Registration currentUnit() {
        Scope scope = CURRENT.get();
        return (scope != null) ? scope.entered : null;
    }

    Thread owner() {
        return this.owner;
    }

    /**
     * Says that the thread's part of the work is over, and puts it back to the unit it
     * worked for before. Closing again has no effect.
     * @throws IllegalStateException if called by another thread than entered
     */
    @Override
    public void close() {
        if (Thread.currentThread() != this.owner) {
            throw new IllegalStateException("Scope of " + this.entered + " entered by thread " + this.owner.getName()
                    + " but closed by " + Thread.currentThread().getName());
        }
        if (this.open) {
            this.open = false;
            Scope next = innermost();
            boolean cut = this.cutInside;
            if (!isInside(next, this.entered)) {
                cut |= this.entered.leave(this.owner);
            }
            if (next != null) {
                next.cutInside |= cut;
            }
            else if (cut) {
                // It was for this unit, not for what a pool's thread does next
                Thread.interrupted();
            }
        }
    }

    // Puts the thread to its innermost open scope, in whatever order they are closed
    private static @Nullable Scope innermost() {
        Scope scope = CURRENT.get();
        while (scope != null && !scope.open) {
            scope = scope.outer;
        }
        // Not removed: the thread's next look would make the entry again, and costs more
        CURRENT.set(scope);
        return scope;
    }

    private static boolean isInside(@Nullable Scope innermost, Registration unit) {
        for (Scope scope = innermost; scope != null; scope = scope.outer) {
            if (scope.open && scope.entered == unit) {
                return true;
            }
        }
        return false;
    }

}
