// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure;

import io.github.waitgroup.Drain;

/**
 * Event that tells that callers shall turn away from now on, because the application is
 * told to stop or an operator wants it so: everything is still served, and long loops had
 * better come to a safe point and stop there.
 *
 * @since 0.1.0
 */
public class DrainStartedEvent extends DrainStateChangedEvent {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an event.
     * @param drain the drain that has started
     */
    public DrainStartedEvent(Drain drain) {
        super(drain, Drain.State.QUIESCING);
    }

}
