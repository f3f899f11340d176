// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http;

import java.util.function.Function;

import io.github.waitgroup.proof.http.Answer.End;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request after the server has been told to stop: over a connection on which
 * another was answered before, or over a new one.
 */
final class LateClient implements Client {

    private static final String HELLO = "hello";

    private final String path;

    private final boolean keepAlive;

    private final Function<Answer, String> words;

    private HttpConnection connection = HttpConnection.none();

    private boolean atOnce;

    private @Nullable Answer answer;

    private LateClient(String path, boolean keepAlive, Function<Answer, String> words) {
        this.path = path;
        this.keepAlive = keepAlive;
        this.words = words;
    }

    static LateClient onKeptConnection() {
        return new LateClient("/hello", true, LateClient::hello);
    }

    static LateClient onNewConnection() {
        return new LateClient("/hello", false, (answer) -> ofNew(answer, LateClient::hello));
    }

    /**
     * Asks the actuator.
     * @param path what for
     * @param part a part of what it should say
     * @return the client
     */
    static LateClient actuator(String path, String part) {
        return new LateClient("/actuator" + path, false, (answer) -> ofNew(answer, (some) -> actuator(some, part)));
    }

    /**
     * Has the answer read while the others still wait in their middle.
     * @return this client
     */
    LateClient atOnce() {
        this.atOnce = true;
        return this;
    }

    private static String hello(Answer answer) {
        if (answer.whole() && answer.status() == 503 && answer.header("retry-after") != null) {
            return "503, `Retry-After`" + (answer.last() ? ", `close`" : "");
        }
        return Seen.of(answer, 200, HELLO);
    }

    // Accepted or not by the system, which is a matter of chance: nobody serves it
    private static String ofNew(Answer answer, Function<Answer, String> words) {
        return (answer.end() == End.REFUSED || answer.end() == End.NONE) ? "**not served**" : words.apply(answer);
    }

    private static String actuator(Answer answer, String part) {
        if (!answer.whole()) {
            return answer.end().title();
        }
        boolean right = answer.body().contains(part);
        return right ? String.valueOf(answer.status()) : answer.status() + ": " + answer.body();
    }

    @Override
    public void begin(Stage stage) {
        if (this.keepAlive) {
            this.connection = HttpConnection.to(stage.port());
            String first = hello(this.connection.get("/hello"));
            if (!first.equals(Seen.WHOLE)) {
                throw new IllegalStateException("Before the stop: " + first);
            }
        }
    }

    @Override
    public void meanwhile(Stage stage) {
        if (!this.keepAlive) {
            this.connection = HttpConnection.to(stage.port());
        }
        this.connection.request("GET", this.path);
        if (this.atOnce) {
            this.answer = this.connection.answer();
        }
    }

    // Read later: stock may leave it without an answer for as long as it is up
    @Override
    public String end() {
        try (HttpConnection last = this.connection) {
            return this.words.apply((this.answer != null) ? this.answer : last.answer());
        }
    }

}
