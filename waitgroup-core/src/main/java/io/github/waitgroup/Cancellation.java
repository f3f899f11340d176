// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

/**
 * Why a join point was cancelled.
 */
enum Cancellation {

    /** A task failed, and the join point is to fail fast. */
    FAILURE,

    /** The deadline was over. */
    DEADLINE,

    /** Somebody asked for it. */
    REQUEST,

    /** It was closed before it was joined. */
    CLOSE

}
