// SPDX-License-Identifier: Apache-2.0

/**
 * The load: clients on kept connections, in a process of their own.
 */
@NullMarked
package io.github.waitgroup.proof.kill.load;

import org.jspecify.annotations.NullMarked;
