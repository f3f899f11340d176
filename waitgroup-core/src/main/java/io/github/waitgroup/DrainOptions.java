// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.Objects;

/**
 * How a {@link Drain} takes its time. All durations are from 0 to 24 hours.
 *
 * @param timeout the deadline: how long the whole drain may take from
 * {@link Drain#begin()}, but for the grace
 * @param minDelay how long quiescing takes at least, if work arrives from outside at all
 * @param quietPeriod how long no work must have arrived from outside for quiescing to end
 * @param maxDelay how long quiescing takes at most
 * @param admission what new work is admitted after quiescing
 * @param interrupt whether the threads of what still runs at the deadline are interrupted
 * @param interruptGrace how long interrupted work may take to end after the deadline
 * @since 0.1.0
 */
public record DrainOptions(Duration timeout, Duration minDelay, Duration quietPeriod, Duration maxDelay,
        Admission admission, boolean interrupt, Duration interruptGrace) {

    private static final Duration LONGEST = Duration.ofHours(24);

    /**
     * Creates options.
     * @param timeout the deadline
     * @param minDelay the least time for quiescing
     * @param quietPeriod the time without arrivals that ends quiescing
     * @param maxDelay the most time for quiescing
     * @param admission what is admitted after it
     * @param interrupt whether to interrupt at the deadline
     * @param interruptGrace the time for what was interrupted
     * @throws IllegalArgumentException if a duration is negative or longer than 24 hours,
     * or if the minimal delay is longer than the maximal
     */
    public DrainOptions {
        check("timeout", timeout);
        check("minDelay", minDelay);
        check("quietPeriod", quietPeriod);
        check("maxDelay", maxDelay);
        check("interruptGrace", interruptGrace);
        if (minDelay.compareTo(maxDelay) > 0) {
            throw new IllegalArgumentException(
                    "minDelay must not be longer than maxDelay: " + minDelay + " > " + maxDelay);
        }
    }

    private static void check(String name, Duration value) {
        Objects.requireNonNull(value, () -> name + " must not be null");
        if (value.isNegative() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must be from 0 to 24 hours: " + value);
        }
    }

    /**
     * Returns a deadline without a delay before it: everything in flight may take that
     * long, everything is admitted, and what still runs then is interrupted and has two
     * seconds to end.
     * @param timeout the deadline
     * @return the options
     */
    public static DrainOptions ofTimeout(Duration timeout) {
        return new DrainOptions(timeout, Duration.ZERO, Duration.ZERO, Duration.ZERO, Admission.ALL, true,
                Duration.ofSeconds(2));
    }

    /**
     * Which work is admitted while a drain waits for what is in flight.
     */
    public enum Admission {

        /** All of it: to reject is to lose. */
        ALL,

        /** What a unit in flight registers from its own thread. */
        DESCENDANTS

    }

}
