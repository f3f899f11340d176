// SPDX-License-Identifier: Apache-2.0

/**
 * Counts requests and WebSocket sessions of WebFlux, on any of its servers.
 */
@NullMarked
package io.github.waitgroup.autoconfigure.web.reactive;

import org.jspecify.annotations.NullMarked;
