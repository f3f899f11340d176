// SPDX-License-Identifier: Apache-2.0

/**
 * What was promised and what was done, on the disk.
 */
@NullMarked
package io.github.waitgroup.proof.kill.journal;

import org.jspecify.annotations.NullMarked;
