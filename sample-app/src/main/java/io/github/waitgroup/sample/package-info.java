// SPDX-License-Identifier: Apache-2.0

/**
 * A small shop that accepts orders at once and fulfils them later: what a deployment must
 * not lose.
 */
@NullMarked
package io.github.waitgroup.sample;

import org.jspecify.annotations.NullMarked;
