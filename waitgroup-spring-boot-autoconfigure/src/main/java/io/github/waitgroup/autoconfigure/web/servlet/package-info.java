// SPDX-License-Identifier: Apache-2.0

/**
 * Counts servlet requests.
 */
@NullMarked
package io.github.waitgroup.autoconfigure.web.servlet;

import org.jspecify.annotations.NullMarked;
