// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

/**
 * How a unit of work gets to its thread.
 */
enum Way {

    /** An asynchronous method. */
    ASYNC,

    /** The application's executor. */
    EXECUTOR,

    /** The API. */
    GO;

    String label(long unit) {
        return switch (this) {
            case ASYNC -> "AsyncTask.run";
            case EXECUTOR -> "applicationTaskExecutor";
            case GO -> "unit-" + unit;
        };
    }

}
