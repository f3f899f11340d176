// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.rolling;

import java.util.Locale;

/**
 * Progress, as it is made.
 */
final class Terminal {

    private final long start = System.nanoTime();

    void say(String what, Object... arguments) {
        double elapsed = (System.nanoTime() - this.start) / 1e9;
        System.out.printf(Locale.ROOT, "[%6.1fs] %s%n", elapsed, String.format(Locale.ROOT, what, arguments));
    }

}
