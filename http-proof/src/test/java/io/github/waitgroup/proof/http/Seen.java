// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http;

import io.github.waitgroup.proof.http.Answer.End;

/**
 * What a client saw, in the words of the table.
 */
final class Seen {

    static final String WHOLE = "whole";

    /* And the client was told that the connection ends with it */
    static final String WHOLE_LAST = "whole, `close`";

    static final String CLEAN = "clean end";

    static final String NONE_LOST = "none lost";

    private Seen() {
    }

    /**
     * Compares an answer with what it should be.
     * @param answer the answer
     * @param status the status it should have
     * @param body the body it should have
     * @return what was seen
     */
    static String of(Answer answer, int status, String body) {
        if (!answer.whole()) {
            return answer.end().title();
        }
        if (answer.status() == status && answer.body().equals(body)) {
            return answer.last() ? WHOLE_LAST : WHOLE;
        }
        return wrong(answer);
    }

    /**
     * Compares a stream with what it should have been, as far as it went.
     * @param answer the answer
     * @param kind the kind of stream
     * @return what was seen
     */
    static String of(Answer answer, String kind) {
        String body = answer.body();
        int events = body.split("\n\n", -1).length - 1;
        if (answer.end() != End.WHOLE) {
            return answer.end().title();
        }
        return (events >= Bodies.FIRST && body.equals(Bodies.events(kind, events))) ? CLEAN : wrong(answer);
    }

    private static String wrong(Answer answer) {
        String body = answer.body();
        return "wrong: %s: %s".formatted(answer, body.substring(0, Math.min(body.length(), 200)));
    }

}
