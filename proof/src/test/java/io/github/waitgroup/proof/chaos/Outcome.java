// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What came of one process.
 *
 * @param code its exit code, if it has gone by itself
 * @param taken the time from the signal to the exit
 * @param books its journal
 * @param log what it said
 * @param report its report file
 */
record Outcome(@Nullable Integer code, Duration taken, Books books, List<String> log, ReportedLoss report) {

}
