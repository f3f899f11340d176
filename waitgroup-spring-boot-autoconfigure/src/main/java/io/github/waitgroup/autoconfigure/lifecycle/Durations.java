// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.time.Duration;

/**
 * Durations as operators read them.
 */
final class Durations {

    private Durations() {
    }

    static String format(Duration duration) {
        long millis = duration.toMillis();
        return (millis < 1000) ? millis + "ms" : (millis / 1000) + "." + (millis % 1000) / 100 + "s";
    }

    /**
     * Formats a duration as properties have it.
     * @param duration what to format
     * @return whole seconds, or milliseconds
     */
    static String setting(Duration duration) {
        long millis = duration.toMillis();
        return (millis % 1000 == 0) ? (millis / 1000) + "s" : millis + "ms";
    }

}
