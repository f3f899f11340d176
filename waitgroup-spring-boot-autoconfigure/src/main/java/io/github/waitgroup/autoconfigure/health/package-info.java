// SPDX-License-Identifier: Apache-2.0

/**
 * Health contributor of the wait groups.
 */
@NullMarked
package io.github.waitgroup.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
