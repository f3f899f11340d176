// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What came of a request.
 *
 * @param end how it ended
 * @param status the status code, 0 if none came
 * @param headers the headers, with their names in lower case
 * @param body the body, or what came of it, a character for each byte
 */
record Answer(End end, int status, Map<String, String> headers, String body) {

    boolean whole() {
        return this.end == End.WHOLE || this.end == End.UNFRAMED;
    }

    @Nullable String header(String name) {
        return this.headers.get(name);
    }

    /**
     * Whether the server asked to send nothing more over this connection.
     * @return whether it did
     */
    boolean last() {
        return "close".equalsIgnoreCase(header("connection"));
    }

    @Override
    public String toString() {
        return "%s, status %d, %d bytes, %s".formatted(this.end, this.status, this.body.length(), this.headers);
    }

    /**
     * How an answer ended.
     */
    enum End {

        /** With the length announced, or with the chunk that says so. */
        WHOLE("whole"),

        /** With the connection, and nothing had announced another end. */
        UNFRAMED("ended with the connection"),

        /** With the connection, too early. */
        CUT("**cut off**"),

        /** With a reset of the connection, after a part of it. */
        RESET("**reset**"),

        /** Before its first byte. */
        NONE("**no answer**"),

        /** It had no beginning: nobody listened. */
        REFUSED("**refused**"),

        /** It did not end in time. */
        STUCK("**stuck**");

        private final String title;

        End(String title) {
            this.title = title;
        }

        String title() {
            return this.title;
        }

    }

}
