// SPDX-License-Identifier: Apache-2.0

/**
 * On a reactive server: each way to answer a request.
 */
@NullMarked
package io.github.waitgroup.proof.http.reactive;

import org.jspecify.annotations.NullMarked;
