// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A part of docs/http.md that is written by a machine, between two comments.
 */
final class Document {

    private static final String END = "<!-- end -->";

    private final String begin;

    private Document(String name) {
        this.begin = "<!-- " + name + " -->";
    }

    static Document of(String name) {
        return new Document(name);
    }

    /**
     * Compares the part with what it should be, or writes it, if the system property
     * {@code http.write} says so.
     * @param text what the part should be
     * @throws IOException if there is no such document
     */
    void checkOrWrite(String text) throws IOException {
        Path file = file();
        String document = Files.readString(file);
        int start = start(document, file);
        int to = end(document, start, file);
        String part = "\n\n" + text + "\n\n";
        if (Boolean.getBoolean("http.write")) {
            Files.writeString(file, document.substring(0, start) + part + document.substring(to));
            return;
        }
        assertThat(document.substring(start, to))
            .as("%s in docs/http.md: if this run is right, write it with -Dhttp.write=true", this.begin)
            .isEqualTo(part);
    }

    private static Path file() {
        return Path.of(System.getProperty("http.doc"));
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
