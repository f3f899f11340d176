// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill.load;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.waitgroup.proof.kill.journal.Source;

/**
 * What became of the requests, as the load tells it to whoever has started it: line by
 * line.
 *
 * @param requests how many there were of each source
 * @param failures those that had no good answer
 * @param turnedAway how many clients found that nobody listened any more
 * @param troubles what should not have happened to a client
 */
public record Result(Map<Source, Requests> requests, List<Failure> failures, int turnedAway, List<String> troubles) {

    /** What it says when each source has answered once. */
    public static final String RUNNING = "load: each source has answered";

    private static final String REQUESTS = "load: requests ";

    private static final String FAILURE = "load: failure ";

    private static final String TURNED_AWAY = "load: turned away ";

    private static final String TROUBLE = "load: trouble ";

    /**
     * Reads what a load has said.
     * @param lines its lines
     * @return what they say
     */
    public static Result parse(List<String> lines) {
        Map<Source, Requests> requests = new EnumMap<>(Source.class);
        rest(lines, REQUESTS).map((rest) -> rest.split(" ", 3))
            .forEach((parts) -> requests.put(Source.valueOf(parts[0]),
                    new Requests(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]))));
        List<Failure> failures = rest(lines, FAILURE).map((rest) -> rest.split(" ", 3))
            .map((parts) -> new Failure(Source.valueOf(parts[0]), Boolean.parseBoolean(parts[1]), parts[2]))
            .toList();
        int turnedAway = rest(lines, TURNED_AWAY).mapToInt(Integer::parseInt)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("The load did not come to its end: " + lines));
        return new Result(requests, failures, turnedAway, rest(lines, TROUBLE).toList());
    }

    private static Stream<String> rest(List<String> lines, String beginning) {
        return lines.stream()
            .filter((line) -> line.startsWith(beginning))
            .map((line) -> line.substring(beginning.length()));
    }

    /**
     * What a load says, to be parsed.
     * @return its lines
     */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        this.requests
            .forEach((source, count) -> lines.add(REQUESTS + source + " " + count.sent() + " " + count.answered()));
        this.failures
            .forEach((failure) -> lines.add(FAILURE + failure.source() + " " + failure.heard() + " " + failure.what()));
        this.troubles.forEach((trouble) -> lines.add(TROUBLE + trouble));
        lines.add(TURNED_AWAY + this.turnedAway);
        return lines;
    }

    /**
     * The requests for a source.
     * @param source the source
     * @return the requests, none if it was not asked for
     */
    public Requests of(Source source) {
        return this.requests.getOrDefault(source, new Requests(0, 0));
    }

    /**
     * The requests for a source over connections on which the server never said anything.
     * @param source the source
     * @return how many of them had no answer
     */
    public int unheard(Source source) {
        return Math.toIntExact(
                this.failures.stream().filter((failure) -> failure.source() == source && !failure.heard()).count());
    }

    /**
     * Requests, by their number.
     *
     * @param sent how many were sent
     * @param answered how many had a good answer, complete
     */
    public record Requests(int sent, int answered) {

        /**
         * Those without a good answer.
         * @return the number
         */
        public int failed() {
            return this.sent - this.answered;
        }

    }

    /**
     * A request without a good answer.
     *
     * @param source what it asked for
     * @param heard whether anything but a reset ever came over this connection
     * @param what what it had instead
     */
    public record Failure(Source source, boolean heard, String what) {

    }

}
