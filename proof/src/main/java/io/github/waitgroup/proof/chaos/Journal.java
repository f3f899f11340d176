// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import io.github.waitgroup.Registration;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;

/**
 * What became of each unit of work, on the disk before anybody is told. Not closed with
 * the application: work that outlives its beans is to be seen, too.
 */
class Journal {

    /* Not a channel, which would be closed by the first thread that comes interrupted */
    private final FileOutputStream file;

    Journal(@Value("${chaos.journal}") String file) throws IOException {
        this.file = new FileOutputStream(file, true);
    }

    /**
     * Somebody relies on the unit from now on.
     * @param unit its number
     * @param label the name by which a report would have it
     */
    void accepted(long unit, String label) {
        write("accepted " + unit + " " + label);
    }

    void started(long unit, @Nullable Registration registration) {
        write("started " + unit + ((registration != null) ? " " + registration.id() : ""));
    }

    void ended(long unit) {
        write("ended " + unit);
    }

    /**
     * The unit has ended with an Error of its own.
     * @param unit its number
     */
    void failed(long unit) {
        write("failed " + unit);
    }

    void refused(long unit) {
        write("refused " + unit);
    }

    private void write(String line) {
        try {
            this.file.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            this.file.getFD().sync();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}
