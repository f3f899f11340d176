// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

/**
 * Thrown by {@link JoinPoint#close()} if nobody joined. A type of its own, because it is
 * suppressed in what made the owner leave before the join, and is no failure then: where
 * tasks failed, too, it has that as its cause.
 */
final class NotJoinedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    NotJoinedException(String message) {
        super(message);
    }

    /**
     * Returns whether there is nothing behind it that somebody has to know.
     * @return whether no task had failed, and closing went well
     */
    boolean hasNoFailure() {
        return getCause() == null && getSuppressed().length == 0;
    }

}
