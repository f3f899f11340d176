// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web;

import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Media types of responses that may go on for ever.
 *
 * @since 0.1.0
 */
public final class StreamTypes {

    private static final Set<String> TYPES = Set.of("text/event-stream", "application/x-ndjson",
            "application/stream+json", "application/jsonl", "application/x-jsonlines", "multipart/x-mixed-replace");

    private static final Set<String> RESUMED = Set.of("text/event-stream", "multipart/x-mixed-replace");

    private StreamTypes() {
    }

    /**
     * Returns whether the clients of a type of streams connect again when one ends, so
     * that they take no end for the last word.
     * @param contentType the value of the header, parameters included
     * @return whether it is such a type
     */
    public static boolean isResumed(String contentType) {
        return RESUMED.contains(type(contentType));
    }

    /**
     * Returns whether responses of a type may have no end of their own.
     * @param contentType the value of the header, parameters included
     * @return whether it is such a type
     */
    public static boolean isStream(@Nullable String contentType) {
        return contentType != null && TYPES.contains(type(contentType));
    }

    private static String type(String contentType) {
        int end = contentType.indexOf(';');
        String type = (end < 0) ? contentType : contentType.substring(0, end);
        return type.trim().toLowerCase(Locale.ROOT);
    }

}
