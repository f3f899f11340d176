// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import io.github.waitgroup.Drain;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * To which context the drain belongs that a context uses: to itself, or to an ancestor
 * that had one already.
 */
class DrainOwner {

    private final ApplicationContext context;

    /** Looked for once: a context that is being destroyed cannot be asked any more. */
    private volatile @Nullable ApplicationContext owner;

    DrainOwner(ApplicationContext context) {
        this.context = context;
    }

    boolean isHere() {
        return owner() == this.context;
    }

    /**
     * Returns whether the drain belongs to an ancestor that goes on serving, so that it
     * must not begin when this context stops.
     * @return {@code false} if it is this context's own, or its owner closes, too
     */
    boolean goesOn() {
        ApplicationContext owner = owner();
        return owner != this.context && owner instanceof ConfigurableApplicationContext other && !other.isClosed();
    }

    private @Nullable ApplicationContext owner() {
        if (this.owner == null) {
            this.owner = find(this.context);
        }
        return this.owner;
    }

    private static @Nullable ApplicationContext find(ApplicationContext context) {
        ApplicationContext each = context;
        while (each != null && each.getBeanNamesForType(Drain.class, true, false).length == 0) {
            each = each.getParent();
        }
        return each;
    }

}
