// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

/**
 * What may be wrong with an exit.
 */
enum Problem {

    /** It takes longer than the budget. */
    LATE_EXIT,

    /** There is none. */
    NO_EXIT,

    /** Its code is not the one for a loss, or for none. */
    EXIT_CODE,

    /** A unit is lost that the log does not name. */
    NOT_IN_LOG,

    /** The log names a unit that is not lost. */
    WRONG_IN_LOG,

    /** A unit is lost that the report file does not name or count. */
    NOT_IN_FILE,

    /** The report file names or counts a unit that is not lost. */
    WRONG_IN_FILE,

    /** The log does not say what it should. */
    SILENCE

}
