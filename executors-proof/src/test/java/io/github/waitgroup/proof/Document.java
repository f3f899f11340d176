// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A part of docs/executors.md that is written by a machine, between two comments.
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
     * {@code executors.write} says so.
     * @param text what the part should be
     * @throws IOException if there is no such document
     */
    void checkOrWrite(String text) throws IOException {
        Path file = Path.of(System.getProperty("executors.doc"));
        String document = Files.readString(file);
        int from = document.indexOf(this.begin);
        assertThat(from).as("%s in %s", this.begin, file).isNotNegative();
        int to = document.indexOf(END, from);
        assertThat(to).as("%s after %s in %s", END, this.begin, file).isNotNegative();
        int start = from + this.begin.length();
        String part = "\n\n" + text + "\n\n";
        if (Boolean.getBoolean("executors.write")) {
            Files.writeString(file, document.substring(0, start) + part + document.substring(to));
            return;
        }
        assertThat(document.substring(start, to))
            .as("%s in docs/executors.md: if this run is right, write it with -Dexecutors.write=true", this.begin)
            .isEqualTo(part);
    }

}
