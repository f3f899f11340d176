// SPDX-License-Identifier: Apache-2.0

/**
 * The report of a drain for whoever started the process: a file and the exit code.
 */
@NullMarked
package io.github.waitgroup.autoconfigure.report;

import org.jspecify.annotations.NullMarked;
