// SPDX-License-Identifier: Apache-2.0

/**
 * Drains the wait groups at the right moments of Spring's shutdown.
 */
@NullMarked
package io.github.waitgroup.autoconfigure.lifecycle;

import org.jspecify.annotations.NullMarked;
