// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by {@link JoinPoint#join()} when tasks failed. The cause is what the first of
 * them threw, in order of time; what the others threw is suppressed in this exception, so
 * that none is lost.
 *
 * @since 0.1.0
 */
public class JoinException extends Exception {

    private static final long serialVersionUID = 1L;

    JoinException(String message, List<Throwable> failures) {
        super(message, first(failures));
        Failures.suppressRest(this, failures);
    }

    private static @Nullable Throwable first(List<Throwable> failures) {
        return failures.isEmpty() ? null : failures.get(0);
    }

}
