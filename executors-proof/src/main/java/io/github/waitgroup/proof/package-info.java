// SPDX-License-Identifier: Apache-2.0

/**
 * An application that does its work on one kind of executor, chosen at its start, and
 * keeps a journal of it: what a stop in the middle must not lose.
 */
@NullMarked
package io.github.waitgroup.proof;

import org.jspecify.annotations.NullMarked;
