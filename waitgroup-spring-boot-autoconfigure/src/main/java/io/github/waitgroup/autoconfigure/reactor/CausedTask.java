// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.reactor;

import java.lang.ref.WeakReference;

import io.github.waitgroup.Registration;
import io.github.waitgroup.Scope;
import org.jspecify.annotations.Nullable;

/**
 * A task of a subscription, which is counted as a whole: while the unit that caused the
 * task is in flight, the thread that runs it works for that unit.
 */
class CausedTask implements Runnable {

    // Weak: an endless schedule must not keep what has ended, nor hide a leak
    private final WeakReference<Registration> cause;

    private final Runnable task;

    CausedTask(Registration cause, Runnable task) {
        this.cause = new WeakReference<>(cause);
        this.task = task;
    }

    @Override
    public void run() {
        Scope scope = enter();
        try {
            this.task.run();
        }
        finally {
            if (scope != null) {
                scope.close();
            }
        }
    }

    private @Nullable Scope enter() {
        Registration unit = this.cause.get();
        if (unit == null || unit == Registration.current() || !ReactorWork.isInFlight(unit)) {
            return null;
        }
        try {
            return unit.enter();
        }
        catch (IllegalStateException ex) {
            // It has ended just now
            return null;
        }
    }

}
