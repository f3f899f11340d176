// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill.journal;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What became of each unit of work, on the disk before anybody is told. Never closed:
 * work that outlives its application is to be seen, too.
 */
public final class Journal {

    /* Not a channel, which would be closed by the first thread that comes interrupted */
    private final FileOutputStream file;

    private final ReentrantLock writing = new ReentrantLock();

    private final ReentrantLock syncing = new ReentrantLock();

    private final AtomicLong written = new AtomicLong();

    private long synced;

    /**
     * Opens a journal.
     * @param file its file
     * @throws IOException if there can be no such file
     */
    public Journal(Path file) throws IOException {
        this.file = new FileOutputStream(file.toFile(), true);
    }

    /**
     * Writes a line, and returns when it is on the disk.
     * @param event what happened
     * @param source the source of the unit
     * @param id the unit
     */
    public void write(Event event, Source source, long id) {
        try {
            sync(append(new Entry(event, source, id, System.currentTimeMillis()) + "\n"));
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private long append(String line) throws IOException {
        this.writing.lock();
        try {
            this.file.write(line.getBytes(StandardCharsets.US_ASCII));
            return this.written.incrementAndGet();
        }
        finally {
            this.writing.unlock();
        }
    }

    // Who comes while another one waits for the disk finds that its line went with others
    private void sync(long line) throws IOException {
        this.syncing.lock();
        try {
            if (this.synced < line) {
                long upTo = this.written.get();
                this.file.getFD().sync();
                this.synced = upTo;
            }
        }
        finally {
            this.syncing.unlock();
        }
    }

}
