// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Media types of responses that may go on for ever.
 *
 * @since 0.1.0
 */
public final class StreamTypes {

    private static final List<String> TYPES = List.of("text/event-stream", "application/x-ndjson",
            "application/stream+json", "application/jsonl", "application/x-jsonlines", "multipart/x-mixed-replace");

    private static final List<String> RESUMED = List.of("text/event-stream", "multipart/x-mixed-replace");

    private StreamTypes() {
    }

    /**
     * Returns whether the clients of a type of streams connect again when one ends, so
     * that they take no end for the last word.
     * @param contentType the value of the header, parameters included
     * @return whether it is such a type
     */
    public static boolean isResumed(String contentType) {
        return isOneOf(RESUMED, contentType);
    }

    /**
     * Returns whether responses of a type may have no end of their own.
     * @param contentType the value of the header, parameters included
     * @return whether it is such a type
     */
    public static boolean isStream(@Nullable String contentType) {
        return contentType != null && isOneOf(TYPES, contentType);
    }

    // Asked of each response: makes no string, and looks at few characters of most
    private static boolean isOneOf(List<String> types, String contentType) {
        int end = contentType.indexOf(';');
        end = (end < 0) ? contentType.length() : end;
        int start = 0;
        while (start < end && contentType.charAt(start) <= ' ') {
            start++;
        }
        while (end > start && contentType.charAt(end - 1) <= ' ') {
            end--;
        }
        for (String type : types) {
            if (type.length() == end - start && contentType.regionMatches(true, start, type, 0, type.length())) {
                return true;
            }
        }
        return false;
    }

}
