// SPDX-License-Identifier: Apache-2.0

/**
 * What an application says it has lost, against what it has lost.
 */
@NullMarked
package io.github.waitgroup.proof.chaos;

import org.jspecify.annotations.NullMarked;
