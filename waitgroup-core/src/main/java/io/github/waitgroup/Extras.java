// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.lang.System.Logger.Level;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What a unit has in the place of its label if there is more to it: the label, the trace
 * it belongs to, and how to end it if it has no end of its own. Units have no fields for
 * these, as few need them.
 */
final class Extras {

    private static final System.Logger logger = System.getLogger(Drain.class.getName());

    private volatile Object label;

    private volatile @Nullable String traceId;

    /** Guarded by this. */
    private @Nullable Runnable end;

    /** Guarded by this. */
    private boolean asked;

    Extras(Object label, @Nullable String traceId) {
        this.label = label;
        this.traceId = traceId;
    }

    /**
     * Asks for the trace of the current thread, if that of the unit is not known.
     * @param current what to ask; what it throws is of no consequence for the unit
     * @param unit the unit
     */
    static void ask(Supplier<@Nullable String> current, Registration unit) {
        if (unit.traceId() == null) {
            try {
                String id = current.get();
                if (id != null && !id.isEmpty()) {
                    unit.traceId(id);
                }
            }
            catch (RuntimeException | LinkageError ex) {
                logger.log(Level.DEBUG, "No trace for " + unit, ex);
            }
        }
    }

    Object label() {
        return this.label;
    }

    synchronized boolean replaceLabel(Object known, String text) {
        if (this.label != known) {
            return false;
        }
        this.label = text;
        return true;
    }

    @Nullable String traceId() {
        return this.traceId;
    }

    void traceId(String id) {
        this.traceId = id;
    }

    /**
     * Says how to end the unit, once.
     * @param how what to run
     * @return {@code false} if that was known before
     */
    synchronized boolean end(Runnable how) {
        if (this.end != null) {
            return false;
        }
        this.end = how;
        return true;
    }

    /**
     * Asks for the end, once.
     * @return whether this call was the one
     */
    boolean askToEnd() {
        Runnable how = takeEnd();
        if (how == null) {
            return false;
        }
        try {
            how.run();
        }
        catch (Throwable ex) {
            logger.log(Level.WARNING, "Could not end " + Labels.text(this.label), ex);
        }
        return true;
    }

    private synchronized @Nullable Runnable takeEnd() {
        Runnable how = this.asked ? null : this.end;
        this.asked |= (how != null);
        return how;
    }

}
