// SPDX-License-Identifier: Apache-2.0

/**
 * An application whose work, beans and listeners do all that they should not while it is
 * told to stop.
 */
@NullMarked
package io.github.waitgroup.proof.chaos;

import org.jspecify.annotations.NullMarked;
