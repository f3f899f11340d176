// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill;

import java.time.LocalDate;
import java.time.ZoneOffset;

import io.github.waitgroup.proof.process.Jvm;

/**
 * Where and how it was measured.
 *
 * @param options what was asked for
 */
record Machine(Options options) {

    String line() {
        return "Measured on %s: %s %s, %d processors, JDK %s; %d kills at a time, seed %d.".formatted(
                LocalDate.now(ZoneOffset.UTC), System.getProperty("os.name"), System.getProperty("os.version"),
                Runtime.getRuntime().availableProcessors(), Jvm.version(), this.options.parallel(),
                this.options.seed());
    }

}
