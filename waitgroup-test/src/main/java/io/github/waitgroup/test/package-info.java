// SPDX-License-Identifier: Apache-2.0

/**
 * Support for tests of code that uses wait groups:
 * {@link io.github.waitgroup.test.NoWorkInFlight} fails a JUnit Jupiter test that leaves
 * work in flight, and {@link io.github.waitgroup.test.WaitGroupAssertions} are assertions
 * for AssertJ. Each needs its library on the class path only if it is used.
 */
@NullMarked
package io.github.waitgroup.test;

import org.jspecify.annotations.NullMarked;
