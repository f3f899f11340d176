// SPDX-License-Identifier: Apache-2.0

/**
 * What only Tomcat can tell and do: the true end of a response, and the sockets on which
 * it listens.
 */
@NullMarked
package io.github.waitgroup.autoconfigure.web.tomcat;

import org.jspecify.annotations.NullMarked;
