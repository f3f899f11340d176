// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof;

import java.time.Duration;

/**
 * What came of one process.
 *
 * @param cell what it was
 * @param books what its journal says
 * @param answer the status of the request it had, 200 if it had none, or what went wrong
 * @param toExit the time from SIGTERM to the exit
 * @param log what it said
 */
record Outcome(Cell cell, Books books, String answer, Duration toExit, ProcessLog log) {

    boolean kept() {
        return this.books.lost().isEmpty();
    }

    @Override
    public String toString() {
        return "%s: accepted=%d, lost=%d, refused=%d, answer=%s, SIGTERM to exit=%d ms%n%s".formatted(this.cell,
                this.books.accepted().size(), this.books.lost().size(), this.books.refused().size(), this.answer,
                this.toExit.toMillis(), this.log);
    }

}
