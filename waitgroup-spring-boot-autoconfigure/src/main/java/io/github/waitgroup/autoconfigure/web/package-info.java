// SPDX-License-Identifier: Apache-2.0

/**
 * What the sources for all kinds of web applications share. It knows no server.
 */
@NullMarked
package io.github.waitgroup.autoconfigure.web;

import org.jspecify.annotations.NullMarked;
