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

    private StreamTypes() {
    }

    /**
     * Returns whether responses of a type may have no end of their own.
     * @param contentType the value of the header, parameters included
     * @return whether it is such a type
     */
    public static boolean isStream(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        int end = contentType.indexOf(';');
        String type = (end < 0) ? contentType : contentType.substring(0, end);
        return TYPES.contains(type.trim().toLowerCase(Locale.ROOT));
    }

}
