// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.springframework.beans.factory.annotation.Value;

/**
 * What became of each unit of work, on the disk before anybody is told. Not closed with
 * the application: work that outlives its beans is to be seen, too.
 */
class Journal {

    /* Not a channel, which would be closed by the first thread that comes interrupted */
    private final FileOutputStream file;

    Journal(@Value("${proof.journal}") String file) throws IOException {
        this.file = new FileOutputStream(file, true);
    }

    void accepted(long id) {
        write("accepted", id);
    }

    void started(long id) {
        write("started", id);
    }

    void ended(long id) {
        write("ended", id);
    }

    void refused(long id) {
        write("refused", id);
    }

    private void write(String event, long id) {
        byte[] line = (event + " " + id + "\n").getBytes(StandardCharsets.US_ASCII);
        try {
            this.file.write(line);
            this.file.getFD().sync();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}
