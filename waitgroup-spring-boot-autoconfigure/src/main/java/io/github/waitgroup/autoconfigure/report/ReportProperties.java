// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.report;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of what is left of a drain when the process has ended.
 *
 * @param reportFile File that gets the report of the drain as JSON of at most 4 KiB, such
 * as '/dev/termination-log' on Kubernetes.
 * @param exitCodeOnLoss Exit code of the process if work was lost, from 1 to 255. By
 * default a loss does not change the exit code.
 */
@ConfigurationProperties("waitgroup.shutdown")
record ReportProperties(@Nullable String reportFile, @Nullable Integer exitCodeOnLoss) {

}
