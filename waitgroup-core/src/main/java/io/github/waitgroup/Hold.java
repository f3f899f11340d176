// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Hold on one anonymous unit of work: in flight from {@link WaitGroup#hold()} until
 * {@link #close()}, which counts it down exactly once however often, and by whichever
 * thread, it is called. It costs a fraction of a {@link Registration}, but has no label,
 * no age and no parent: views show the number of holds only, a {@link Drain} that gives
 * them up reports their number, and one that is never closed is not found. tokio's
 * {@code TaskTrackerToken} is its model.
 * <p>
 * <b>Memory consistency effects:</b> actions in a thread prior to {@link #close()}
 * <i>happen-before</i> actions following a successful return from
 * {@link WaitGroup#await()} of its group in another thread.
 *
 * @since 0.1.0
 */
public final class Hold implements AutoCloseable {

    private static final VarHandle CLOSED;

    static {
        try {
            CLOSED = MethodHandles.lookup().findVarHandle(Hold.class, "closed", boolean.class);
        }
        catch (ReflectiveOperationException ex) {
            throw new ExceptionInInitializerError(ex);
        }
    }

    private final WaitGroup group;

    private final int generation;

    @SuppressWarnings("UnusedVariable") // by its handle
    private boolean closed;

    Hold(WaitGroup group, int generation) {
        this.group = group;
        this.generation = generation;
    }

    /**
     * Ends the unit: it is no longer in flight. Only the first call, by any thread, has
     * an effect; none has after a drain has given the unit up.
     */
    @Override
    public void close() {
        if (CLOSED.compareAndSet(this, false, true)) {
            this.group.release(this.generation);
        }
    }

}
