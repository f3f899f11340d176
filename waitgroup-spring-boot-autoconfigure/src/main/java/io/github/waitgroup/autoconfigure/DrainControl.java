// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure;

/**
 * Lets an operator turn callers away before the application is told to stop, and take
 * that back. All methods are safe for use by many threads.
 *
 * @since 0.1.0
 */
public interface DrainControl {

    /**
     * Starts to quiesce: readiness refuses traffic, whatever the application says of it
     * meanwhile, everything is still served, and the clock of the deadline does not run.
     * Does nothing if it does so already.
     */
    void start();

    /**
     * Takes {@link #start()} back: readiness is again what the application said last.
     * Does nothing if nothing drains.
     * @return {@code false} if the clock of the deadline has begun, by a shutdown or
     * otherwise, which cannot be taken back here
     */
    boolean undo();

    /**
     * Returns whether the application was told to stop for good.
     * @return whether its context is closed or closes
     */
    boolean isStopping();

    /**
     * Returns whether the application may be stopped without a wait: it drains, and
     * nothing is in flight, what can be counted only now included. Before the drain
     * waits, units without an end of their own do not matter, which are asked to end only
     * then. To ask counts nothing.
     * @return whether that is so at this moment
     */
    boolean isDrained();

}
