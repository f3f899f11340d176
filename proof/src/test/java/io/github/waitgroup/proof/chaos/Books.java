// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The journal, read after the process has gone.
 *
 * @param entries all units that were accepted, and not refused
 */
record Books(List<Entry> entries) {

    static Books read(Path journal) throws IOException {
        return Files.exists(journal) ? of(Files.readAllLines(journal)) : new Books(List.of());
    }

    static Books of(List<String> lines) {
        Map<Long, Entry> entries = new LinkedHashMap<>();
        for (String line : lines) {
            String[] words = line.split(" ", 3);
            long unit = Long.parseLong(words[1]);
            Entry entry = entries.getOrDefault(unit, Entry.NONE);
            switch (words[0]) {
                case "accepted" -> entries.put(unit, new Entry(words[2], null, false));
                case "started" -> entries.put(unit, entry.began((words.length > 2) ? Long.valueOf(words[2]) : null));
                case "ended", "failed" -> entries.put(unit, entry.end());
                case "refused" -> entries.remove(unit);
                default -> throw new IllegalArgumentException(line);
            }
        }
        return new Books(List.copyOf(entries.values()));
    }

    List<Entry> lost() {
        return this.entries.stream().filter((entry) -> !entry.ended()).toList();
    }

    /**
     * One unit.
     *
     * @param label the name a report would have it by
     * @param id the number a report would have it by, known of what has begun
     * @param ended whether it has ended, be it with an Error of its own
     */
    record Entry(String label, @Nullable Long id, boolean ended) {

        private static final Entry NONE = new Entry("?", null, false);

        private Entry began(@Nullable Long number) {
            return new Entry(this.label, number, this.ended);
        }

        private Entry end() {
            return new Entry(this.label, this.id, true);
        }

    }

}
