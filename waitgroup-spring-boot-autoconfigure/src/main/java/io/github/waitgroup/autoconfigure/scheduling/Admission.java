// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import org.jspecify.annotations.Nullable;

/**
 * Whether the run that the current thread makes has been admitted by the scheduler that
 * makes it, so that nothing inside asks again.
 */
final class Admission {

    private static final ThreadLocal<@Nullable Boolean> GIVEN = new ThreadLocal<>();

    private Admission() {
    }

    static void run(Runnable task) {
        Boolean outer = GIVEN.get();
        GIVEN.set(true);
        try {
            task.run();
        }
        finally {
            if (outer == null) {
                GIVEN.remove();
            }
        }
    }

    static boolean isGiven() {
        return GIVEN.get() != null;
    }

}
