// SPDX-License-Identifier: Apache-2.0

/**
 * Counts the runs of Spring's schedulers, {@code @Scheduled} methods above all, and
 * starts none while the application drains.
 */
@NullMarked
package io.github.waitgroup.autoconfigure.scheduling;

import org.jspecify.annotations.NullMarked;
