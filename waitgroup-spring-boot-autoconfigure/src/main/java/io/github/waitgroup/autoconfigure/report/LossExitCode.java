// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.report;

import io.github.waitgroup.Drain;
import io.github.waitgroup.DrainReport;
import io.github.waitgroup.autoconfigure.DrainReporter;
import io.github.waitgroup.autoconfigure.LossCode;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Lets a process that has lost work end with an exit code of its own. When a signal has
 * stopped the JVM its exit code is given, and {@link Runtime#halt(int)} is the only way
 * to another: {@link #exit()} has to run after all else.
 */
class LossExitCode implements DrainReporter, LossCode {

    static final String PROPERTY = "waitgroup.shutdown.exit-code-on-loss";

    private static final Log logger = LogFactory.getLog(LossExitCode.class);

    /** One for the JVM, which has one exit code; 0 if nothing was lost. */
    private static volatile int lost;

    private static volatile boolean armed;

    private final int code;

    /**
     * Creates a reporter.
     * @param code the exit code, {@code null} for the one that there is anyway
     */
    LossExitCode(@Nullable Integer code) {
        if (code != null && (code < 1 || code > 255)) {
            throw new InvalidConfigurationPropertyValueException(PROPERTY, code,
                    "It must be from 1 to 255, for 0 says that all is well. Set a code such as 3.");
        }
        this.code = (code != null) ? code : 0;
    }

    @Override
    public void completed(DrainReport report) {
        if (report.outcome() == Drain.State.ABANDONED) {
            lostLate(report);
        }
    }

    @Override
    public void lostLate(DrainReport report) {
        if (lost == 0 && this.code != 0) {
            lost = this.code;
            logger.info(armed
                    ? "Work was lost: the exit code will be " + this.code + " (" + PROPERTY
                            + ") if it is Spring Boot's shutdown hook that stops the application"
                    : "Work was lost, but " + PROPERTY + " has no effect: it has to be known before the context is"
                            + " made, as from application.properties, and does nothing in tests");
        }
    }

    @Override
    public int lossCode() {
        return lost;
    }

    /** Says that {@link #exit()} will be called. */
    static void arm() {
        armed = true;
    }

    static int lost() {
        return lost;
    }

    static void forget() {
        lost = 0;
        armed = false;
    }

    /**
     * Ends the process if work was lost.
     */
    static void exit() {
        int code = lost;
        if (code != 0) {
            Runtime.getRuntime().halt(code);
        }
    }

    @Override
    public String toString() {
        return "Exit code on loss";
    }

}
