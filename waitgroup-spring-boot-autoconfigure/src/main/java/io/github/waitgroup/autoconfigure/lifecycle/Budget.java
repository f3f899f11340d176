// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.waitgroup.DrainOptions;
import org.jspecify.annotations.Nullable;

/**
 * The time that a shutdown may take, against the time that others leave it.
 */
final class Budget {

    private static final String TIMEOUT = "waitgroup.shutdown.timeout";

    static final String PERIOD = "waitgroup.shutdown.termination-grace-period";

    private static final String PHASE = "spring.lifecycle.timeout-per-shutdown-phase";

    private final DrainOptions options;

    private final @Nullable Duration gracePeriod;

    private final @Nullable Duration phase;

    /**
     * Creates a budget.
     * @param options the deadline, from the stop signal on, and what comes after it
     * @param gracePeriod when the platform kills the process, if that was declared
     * @param phase the time that Spring has for each of its phases, if that was set
     */
    Budget(DrainOptions options, @Nullable Duration gracePeriod, @Nullable Duration phase) {
        this.options = options;
        this.gracePeriod = gracePeriod;
        this.phase = phase;
    }

    /**
     * Returns the deadline of the drain.
     * @return from the stop signal on
     */
    Duration timeout() {
        return this.options.timeout();
    }

    /**
     * Returns what a shutdown takes at most.
     * @return from the stop signal on
     */
    Duration all() {
        return this.options.timeout().plus(grace()).plus(PhaseTimeouts.TEARDOWN);
    }

    @Nullable Duration gracePeriod() {
        return this.gracePeriod;
    }

    /**
     * Returns what does not go together.
     * @return a line each, with the remedy; none if all is well
     */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        Duration after = grace().plus(PhaseTimeouts.TEARDOWN);
        Duration all = all();
        if (this.gracePeriod != null && all.compareTo(this.gracePeriod) > 0) {
            Duration fits = this.gracePeriod.minus(after);
            warnings.add("A shutdown may take " + Durations.setting(all) + " (" + TIMEOUT + " "
                    + Durations.setting(this.options.timeout()) + ", interrupt-grace " + Durations.setting(grace())
                    + ", teardown " + Durations.setting(PhaseTimeouts.TEARDOWN)
                    + "), but the platform kills the process" + " after " + Durations.setting(this.gracePeriod) + " ("
                    + PERIOD + "), and then nothing tells what" + " was lost: raise the grace period to "
                    + Durations.setting(all) + " or more" + ((fits.compareTo(Duration.ZERO) > 0)
                            ? ", or lower " + TIMEOUT + " to " + Durations.setting(fits) + " or less" : ""));
        }
        if (this.phase != null && this.phase.compareTo(this.options.timeout()) > 0) {
            warnings.add(PHASE + " is " + Durations.setting(this.phase) + ", but all phases together have "
                    + Durations.setting(this.options.timeout()) + " (" + TIMEOUT + "): raise " + TIMEOUT + " to "
                    + Durations.setting(this.phase) + ", and the grace period of the platform with it, or remove "
                    + PHASE);
        }
        return warnings;
    }

    private Duration grace() {
        return this.options.interrupt() ? this.options.interruptGrace() : Duration.ZERO;
    }

}
