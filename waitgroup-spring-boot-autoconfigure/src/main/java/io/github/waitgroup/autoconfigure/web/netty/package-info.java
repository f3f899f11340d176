// SPDX-License-Identifier: Apache-2.0

/**
 * What Reactor Netty knows better than WebFlux on top of it: when a response is really
 * out, and what listens for connections.
 */
@NullMarked
package io.github.waitgroup.autoconfigure.web.netty;

import org.jspecify.annotations.NullMarked;
