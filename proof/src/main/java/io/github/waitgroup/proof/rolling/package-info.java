// SPDX-License-Identifier: Apache-2.0

/**
 * A rolling deployment behind HAProxy: every instance of the sample is replaced under
 * load, and the clients' books are compared with those of the databases.
 */
@NullMarked
package io.github.waitgroup.proof.rolling;

import org.jspecify.annotations.NullMarked;
