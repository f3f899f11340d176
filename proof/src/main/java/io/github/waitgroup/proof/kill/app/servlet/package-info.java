// SPDX-License-Identifier: Apache-2.0

/**
 * What answers on a servlet container.
 */
@NullMarked
package io.github.waitgroup.proof.kill.app.servlet;

import org.jspecify.annotations.NullMarked;
