// SPDX-License-Identifier: Apache-2.0

/**
 * Counts WebSocket sessions and their messages, and says good-bye to them.
 */
@NullMarked
package io.github.waitgroup.autoconfigure.web.websocket;

import org.jspecify.annotations.NullMarked;
