// SPDX-License-Identifier: Apache-2.0

/**
 * The kill harness: applications with every source of work in flight are told to stop at
 * a random moment, and what was promised is compared with what was done.
 */
@NullMarked
package io.github.waitgroup.proof.kill;

import org.jspecify.annotations.NullMarked;
