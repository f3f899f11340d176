// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * The threads of a JVM that is about to stop, found by their names.
 */
final class Stopper {

    private static final Set<String> HOOKS = Set.of("SpringApplicationShutdownHook",
            ConfigurableApplicationContext.SHUTDOWN_HOOK_THREAD_NAME);

    /** HotSpot's, which has got the signal and waits for the hooks. */
    private static final Set<String> SIGNAL = Set.of("SIGTERM handler");

    private Stopper() {
    }

    /**
     * Returns the thread that closes the application.
     * @return the thread, {@code null} if there is none, or it has ended
     */
    static @Nullable Thread find() {
        return find(HOOKS);
    }

    /**
     * Returns whether it is a signal by which the JVM stops, as a platform sends it.
     * @return whether it is
     */
    static boolean isSignalled() {
        return find(SIGNAL) != null;
    }

    private static @Nullable Thread find(Set<String> names) {
        return Thread.getAllStackTraces()
            .keySet()
            .stream()
            .filter((thread) -> names.contains(thread.getName()))
            .findAny()
            .orElse(null);
    }

}
