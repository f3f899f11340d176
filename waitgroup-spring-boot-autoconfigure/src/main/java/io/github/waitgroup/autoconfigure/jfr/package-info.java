// SPDX-License-Identifier: Apache-2.0

/**
 * Events of the JDK's Flight Recorder that tell of the drain.
 */
@NullMarked
package io.github.waitgroup.autoconfigure.jfr;

import org.jspecify.annotations.NullMarked;
