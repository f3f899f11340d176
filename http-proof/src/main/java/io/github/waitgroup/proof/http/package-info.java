// SPDX-License-Identifier: Apache-2.0

/**
 * An application that answers requests in each way there is, slowly enough to be stopped
 * in the middle of its answers.
 */
@NullMarked
package io.github.waitgroup.proof.http;

import org.jspecify.annotations.NullMarked;
