// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What a unit without an end of its own has in the place of its label: the label, and how
 * to end it. Units have no field for this, as few need it.
 */
final class OpenEnd {

    private static final System.Logger logger = System.getLogger(Drain.class.getName());

    private final AtomicReference<Object> label;

    private final Runnable end;

    private final AtomicBoolean asked = new AtomicBoolean();

    OpenEnd(Object label, Runnable end) {
        this.label = new AtomicReference<>(label);
        this.end = end;
    }

    Object label() {
        return Objects.requireNonNull(this.label.get());
    }

    boolean replaceLabel(Object known, String text) {
        return this.label.compareAndSet(known, text);
    }

    /**
     * Asks for the end, once.
     * @return whether this call was the one
     */
    boolean ask() {
        if (!this.asked.compareAndSet(false, true)) {
            return false;
        }
        try {
            this.end.run();
        }
        catch (Throwable ex) {
            logger.log(Level.WARNING, "Could not end " + Labels.text(label()), ex);
        }
        return true;
    }

}
