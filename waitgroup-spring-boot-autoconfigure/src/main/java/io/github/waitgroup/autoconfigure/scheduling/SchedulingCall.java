// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The call by which the current thread schedules a task whose name is known. It tells the
 * scheduler's decorator that name.
 */
final class SchedulingCall {

    private static final ThreadLocal<@Nullable String> LABEL = new ThreadLocal<>();

    private SchedulingCall() {
    }

    static <T extends @Nullable Object> T make(@Nullable String label, Supplier<T> call) {
        LABEL.set(label);
        try {
            return call.get();
        }
        finally {
            LABEL.remove();
        }
    }

    static @Nullable String label() {
        return LABEL.get();
    }

    static String label(String other) {
        String label = label();
        return (label != null) ? label : other;
    }

}
