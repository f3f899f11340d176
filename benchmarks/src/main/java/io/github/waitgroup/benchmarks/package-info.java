// SPDX-License-Identifier: Apache-2.0

/**
 * JMH benchmarks of the core beside what the JDK has, and of the starter beside stock
 * Spring.
 */
@NullMarked
package io.github.waitgroup.benchmarks;

import org.jspecify.annotations.NullMarked;
