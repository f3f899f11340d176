// SPDX-License-Identifier: Apache-2.0

/**
 * Tells units of work which trace they belong to.
 */
@NullMarked
package io.github.waitgroup.autoconfigure.tracing;

import org.jspecify.annotations.NullMarked;
