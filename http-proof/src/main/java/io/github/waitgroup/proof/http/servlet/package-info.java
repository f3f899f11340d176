// SPDX-License-Identifier: Apache-2.0

/**
 * On a servlet container: each way to answer a request.
 */
@NullMarked
package io.github.waitgroup.proof.http.servlet;

import org.jspecify.annotations.NullMarked;
