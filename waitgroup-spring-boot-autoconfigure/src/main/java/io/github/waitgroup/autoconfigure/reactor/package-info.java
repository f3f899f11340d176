// SPDX-License-Identifier: Apache-2.0

/**
 * Counts what tracked work starts by Reactor and does not wait for, through Reactor's own
 * hooks.
 */
@NullMarked
package io.github.waitgroup.autoconfigure.reactor;

import org.jspecify.annotations.NullMarked;
