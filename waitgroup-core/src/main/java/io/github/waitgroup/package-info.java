// SPDX-License-Identifier: Apache-2.0

/**
 * Counts work in flight and waits for it to end. Start at
 * {@link io.github.waitgroup.WaitGroup}; a process keeps its groups in a
 * {@link io.github.waitgroup.WaitGroupRegistry} and ends them with a
 * {@link io.github.waitgroup.Drain}. A job split into tasks comes together again at a
 * {@link io.github.waitgroup.JoinPoint}.
 */
@NullMarked
package io.github.waitgroup;

import org.jspecify.annotations.NullMarked;
