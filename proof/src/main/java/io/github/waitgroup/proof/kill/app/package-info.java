// SPDX-License-Identifier: Apache-2.0

/**
 * The application that is killed, but for what answers its requests.
 */
@NullMarked
package io.github.waitgroup.proof.kill.app;

import org.jspecify.annotations.NullMarked;
