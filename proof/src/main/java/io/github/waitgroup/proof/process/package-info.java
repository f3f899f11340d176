// SPDX-License-Identifier: Apache-2.0

/**
 * Applications as processes of their own: what they run on, what they are told and what
 * they say.
 */
@NullMarked
package io.github.waitgroup.proof.process;

import org.jspecify.annotations.NullMarked;
