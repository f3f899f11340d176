// SPDX-License-Identifier: Apache-2.0

/**
 * What answers on a reactive server.
 */
@NullMarked
package io.github.waitgroup.proof.kill.app.reactive;

import org.jspecify.annotations.NullMarked;
