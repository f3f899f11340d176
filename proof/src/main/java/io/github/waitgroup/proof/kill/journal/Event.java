// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill.journal;

/**
 * What happens to a unit of work.
 */
public enum Event {

    /** From now on somebody relies on it. */
    ACCEPTED,

    /** It has begun. */
    STARTED,

    /** All of it is done. */
    ENDED,

    /** It will not be done, and whoever asked for it is told so. */
    REFUSED

}
