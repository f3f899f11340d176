// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Books} and {@link Journal}.
 */
class BooksTests {

    @TempDir
    private Path directory;

    @Test
    void whatIsAcceptedAndNotEndedIsLost() throws Exception {
        Journal journal = new Journal(file());
        accept(journal, 1, 2, 3, 4);
        journal.write(Event.STARTED, Source.ASYNC, 1);
        journal.write(Event.ENDED, Source.ASYNC, 1);
        journal.write(Event.STARTED, Source.ASYNC, 2);
        journal.write(Event.REFUSED, Source.ASYNC, 4);
        Books books = Books.read(file());
        assertThat(books.lost()).containsExactlyInAnyOrder(2L, 3L);
        assertThat(books.units(Event.ACCEPTED)).hasSize(4);
    }

    @Test
    void sourcesAreKeptApart() throws Exception {
        Journal journal = new Journal(file());
        accept(journal, 1);
        journal.write(Event.ACCEPTED, Source.EVENT, 2);
        journal.write(Event.ENDED, Source.EVENT, 2);
        Books books = Books.read(file());
        assertThat(books.of(Source.ASYNC).lost()).containsExactly(1L);
        assertThat(books.of(Source.EVENT).lost()).isEmpty();
        assertThat(books.of(Source.CRON).lastEnd()).isEmpty();
    }

    @Test
    void theLastEndIsTheLatest() {
        Books books = new Books(List.of(new Entry(Event.ENDED, Source.CRON, 1, 20),
                new Entry(Event.ENDED, Source.CRON, 2, 10), new Entry(Event.STARTED, Source.CRON, 3, 30)));
        assertThat(books.lastEnd()).hasValue(20);
    }

    @Test
    void linesFromManyThreadsAreAllThere() throws Exception {
        Journal journal = new Journal(file());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int first = i * 20;
            threads.add(new Thread(() -> {
                for (int id = first; id < first + 20; id++) {
                    accept(journal, id);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(Books.read(file()).lost()).hasSize(160);
    }

    @Test
    void anInterruptDoesNotCloseTheJournal() throws Exception {
        Journal journal = new Journal(file());
        Thread.currentThread().interrupt();
        accept(journal, 1);
        assertThat(Thread.interrupted()).isTrue();
        accept(journal, 2);
        assertThat(Books.read(file()).lost()).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void whatIsNoLineIsNotPassedOver() {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Entry.parse("ENDED SOMETHING 1 2"));
    }

    private static void accept(Journal journal, long... ids) {
        for (long id : ids) {
            journal.write(Event.ACCEPTED, Source.ASYNC, id);
        }
    }

    private Path file() {
        return this.directory.resolve("journal");
    }

}
