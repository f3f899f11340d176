// SPDX-License-Identifier: Apache-2.0

/**
 * Races inside the core, which only its own package can bring about.
 */
@NullMarked
package io.github.waitgroup;

import org.jspecify.annotations.NullMarked;
