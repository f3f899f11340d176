// SPDX-License-Identifier: Apache-2.0

/**
 * Reactor's publishers whose subscriptions are units of work. Needs Reactor: for use
 * behind a condition only.
 */
@NullMarked
package io.github.waitgroup.autoconfigure.subscription;

import org.jspecify.annotations.NullMarked;
