// SPDX-License-Identifier: Apache-2.0

/**
 * Micrometer meters of the wait groups and the drain.
 */
@NullMarked
package io.github.waitgroup.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;
