// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A part of docs/executors.md that is written by a machine, between two comments.
 */
final class Document {

    private static final String END = "<!-- end -->";

    private static final Pattern NOTE = Pattern.compile(" \\(\\d+\\)");

    private final String begin;

    private Document(String name) {
        this.begin = "<!-- " + name + " -->";
    }

    static Document of(String name) {
        return new Document(name);
    }

    /**
     * Compares the part with what it should be, or writes it, if the system property
     * {@code executors.write} says so.
     * @param text what the part should be
     * @throws IOException if there is no such document
     */
    void checkOrWrite(String text) throws IOException {
        Path file = file();
        String document = Files.readString(file);
        int start = start(document, file);
        int to = end(document, start, file);
        String part = "\n\n" + text + "\n\n";
        if (Boolean.getBoolean("executors.write")) {
            Files.writeString(file, document.substring(0, start) + part + document.substring(to));
            return;
        }
        assertThat(document.substring(start, to))
            .as("%s in docs/executors.md: if this run is right, write it with -Dexecutors.write=true", this.begin)
            .isEqualTo(part);
    }

    /**
     * Compares some lines of a table in the part with what they should be, but for the
     * numbers of notes.
     * @param table the lines
     * @throws IOException if there is no such document
     */
    void checkLines(String table) throws IOException {
        Path file = file();
        String document = Files.readString(file);
        int start = start(document, file);
        List<String> part = lines(document.substring(start, end(document, start, file)));
        assertThat(part).as("%s in %s", this.begin, file).containsAll(lines(table));
    }

    private static List<String> lines(String text) {
        return text.lines()
            .filter((line) -> line.startsWith("|"))
            .map((line) -> NOTE.matcher(line).replaceAll(""))
            .toList();
    }

    private static Path file() {
        return Path.of(System.getProperty("executors.doc"));
    }

    private int start(String document, Path file) {
        int from = document.indexOf(this.begin);
        assertThat(from).as("%s in %s", this.begin, file).isNotNegative();
        return from + this.begin.length();
    }

    private int end(String document, int start, Path file) {
        int to = document.indexOf(END, start);
        assertThat(to).as("%s after %s in %s", END, this.begin, file).isNotNegative();
        return to;
    }

}
