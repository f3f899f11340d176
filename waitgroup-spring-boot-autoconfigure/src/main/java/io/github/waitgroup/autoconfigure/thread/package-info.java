// SPDX-License-Identifier: Apache-2.0

/**
 * Awaits what runs on the JDK's common pool, and names the threads that nobody can count.
 */
@NullMarked
package io.github.waitgroup.autoconfigure.thread;

import org.jspecify.annotations.NullMarked;
