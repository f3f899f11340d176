// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.rolling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page with a place for figures, between two markers.
 *
 * @param file the page
 */
record Document(Path file) {

    private static final String BEGIN = "<!-- rolling:begin -->\n";

    private static final String END = "<!-- rolling:end -->\n";

    /**
     * Looks whether there is a place for figures.
     * @throws IllegalArgumentException if there is none
     */
    void check() throws IOException {
        replace(text(), "");
    }

    void write(String figures) throws IOException {
        Files.writeString(this.file, replace(text(), figures));
    }

    private String text() throws IOException {
        if (!Files.isRegularFile(this.file)) {
            throw new IllegalArgumentException("No such page: " + this.file);
        }
        return Files.readString(this.file);
    }

    private String replace(String text, String figures) {
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("No rolling:begin and rolling:end in " + this.file);
        }
        return text.substring(0, begin + BEGIN.length()) + "\n" + figures + "\n" + text.substring(end);
    }

}
