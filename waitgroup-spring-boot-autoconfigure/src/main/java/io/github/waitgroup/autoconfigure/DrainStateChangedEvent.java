// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure;

import io.github.waitgroup.Drain;

import org.springframework.context.ApplicationEvent;

/**
 * Event that tells of each change of the state of a {@link Drain}, after the change and
 * by the thread that made it. The first is a {@link DrainStartedEvent}, the last, at a
 * shutdown, a {@link DrainCompletedEvent}. A listener that throws is logged and stops no
 * drain; as long as it takes, the drain takes longer.
 *
 * @since 0.1.0
 */
public class DrainStateChangedEvent extends ApplicationEvent {

    private static final long serialVersionUID = 1L;

    /** The new state. */
    private final Drain.State state;

    /**
     * Creates an event.
     * @param drain the drain whose state has changed
     * @param state the new state
     */
    public DrainStateChangedEvent(Drain drain, Drain.State state) {
        super(drain);
        this.state = state;
    }

    /**
     * Returns the drain, which tells how much time is left.
     * @return the drain whose state has changed
     */
    public Drain getDrain() {
        return (Drain) getSource();
    }

    /**
     * Returns the new state.
     * @return the state after the change
     */
    public Drain.State getState() {
        return this.state;
    }

}
