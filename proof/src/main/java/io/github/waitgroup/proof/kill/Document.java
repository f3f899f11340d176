// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A document, parts of which are written by machines, between two comments each.
 *
 * @param file its file
 */
record Document(Path file) {

    void write(String part, String text) throws IOException {
        String document = Files.readString(this.file);
        String begin = "<!-- " + part + ":begin -->";
        int from = document.indexOf(begin) + begin.length();
        int to = document.indexOf("<!-- " + part + ":end -->", from);
        if (from < begin.length() || to < 0) {
            throw new IllegalStateException("No part '" + part + "' in " + this.file);
        }
        Files.writeString(this.file, document.substring(0, from) + "\n\n" + text + "\n\n" + document.substring(to));
    }

}
