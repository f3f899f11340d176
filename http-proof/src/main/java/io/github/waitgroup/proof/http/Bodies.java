// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the answers consist of, known to both sides beforehand, so that a client can tell
 * whether it got all of it, byte for byte.
 */
public final class Bodies {

    /** Items of a stream that are sent before anything else happens. */
    public static final int FIRST = 3;

    /** Items of a finite stream. */
    public static final int ITEMS = 18;

    /** Bytes of the body that no buffer between the two sides holds. */
    public static final int LARGE = 12 * 1024 * 1024;

    /** Bytes of an upload. */
    public static final int UPLOAD = 300_000;

    private static final int LINES = 1000;

    private Bodies() {
    }

    /**
     * An answer that is written in one piece.
     * @param kind the kind of answer
     * @return its body
     */
    public static String text(String kind) {
        return all(LINES, (line) -> item(kind, line) + "\n");
    }

    /**
     * One item of a stream.
     * @param kind the kind of stream
     * @param number the number of the item, from 0
     * @return the item
     */
    public static String item(String kind, int number) {
        return "%s %04d".formatted(kind, number);
    }

    /**
     * A part of an answer that is written in as many pieces as a stream has items, each
     * larger than what servers hold back.
     * @param kind the kind of answer
     * @param number the number of the piece, from 0
     * @return the piece
     */
    public static String piece(String kind, int number) {
        return item(kind, number) + "." + "-".repeat(16 * 1024) + "\n";
    }

    /**
     * All of an answer that is written in pieces.
     * @param kind the kind of answer
     * @return its body
     */
    public static String pieces(String kind) {
        return all(ITEMS, (number) -> piece(kind, number));
    }

    /**
     * All of a finite stream of events.
     * @param kind the kind of stream
     * @return its body
     */
    public static String events(String kind) {
        return events(kind, ITEMS);
    }

    /**
     * The beginning of a stream of events.
     * @param kind the kind of stream
     * @param count how many events
     * @return its body
     */
    public static String events(String kind, int count) {
        return all(count, (number) -> "data:" + item(kind, number) + "\n\n");
    }

    /**
     * All of a finite stream of JSON objects.
     * @param kind the kind of stream
     * @return its body
     */
    public static String objects(String kind) {
        return all(ITEMS, (number) -> "{\"item\":\"" + item(kind, number) + "\"}\n");
    }

    /**
     * Some bytes.
     * @param from the position of the first
     * @param count how many
     * @return the bytes
     */
    public static byte[] octets(int from, int count) {
        byte[] octets = new byte[count];
        for (int i = 0; i < count; i++) {
            octets[i] = (byte) ((from + i) * 31 + ((from + i) >> 8));
        }
        return octets;
    }

    private static String all(int count, IntFunction<String> item) {
        return IntStream.range(0, count).mapToObj(item).collect(Collectors.joining());
    }

}
