// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * What came of one process.
 *
 * @param cell what it was
 * @param seen what each client saw
 * @param toExit the time from SIGTERM to the exit
 * @param log what it said
 */
record Outcome(Cell cell, Map<Kind, String> seen, Duration toExit, ProcessLog log) {

    String seen(Kind kind) {
        return Objects.requireNonNull(this.seen.get(kind), kind::toString);
    }

    @Override
    public String toString() {
        return "%s: %s, SIGTERM to exit=%d ms%n%s".formatted(this.cell, this.seen, this.toExit.toMillis(), this.log);
    }

}
