// SPDX-License-Identifier: Apache-2.0

/**
 * What the core promises to threads that race each other, one class for each promise.
 */
@NullMarked
package io.github.waitgroup.concurrency;

import org.jspecify.annotations.NullMarked;
