// SPDX-License-Identifier: Apache-2.0

/**
 * Counts the tasks of Spring's executors, {@code @Async} methods above all.
 */
@NullMarked
package io.github.waitgroup.autoconfigure.task;

import org.jspecify.annotations.NullMarked;
