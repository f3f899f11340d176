// SPDX-License-Identifier: Apache-2.0

/**
 * Actuator endpoint that shows the wait groups.
 */
@NullMarked
package io.github.waitgroup.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
