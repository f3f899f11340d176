// SPDX-License-Identifier: Apache-2.0

/**
 * Counts the calls of methods that carry {@link io.github.waitgroup.InFlight}.
 */
@NullMarked
package io.github.waitgroup.autoconfigure.inflight;

import org.jspecify.annotations.NullMarked;
