// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The journal, read after the process has gone.
 *
 * @param entries its lines
 */
public record Books(List<Entry> entries) {

    /**
     * Reads a journal.
     * @param journal its file
     * @return what it says
     * @throws IOException if it cannot be read
     */
    public static Books read(Path journal) throws IOException {
        return new Books(Files.readAllLines(journal).stream().map(Entry::parse).toList());
    }

    /**
     * What it says of one source.
     * @param source the source
     * @return the books of that source
     */
    public Books of(Source source) {
        return new Books(this.entries.stream().filter((entry) -> entry.source() == source).toList());
    }

    /**
     * The units to which something happened.
     * @param event what happened
     * @return the units
     */
    public Set<Long> units(Event event) {
        return this.entries.stream()
            .filter((entry) -> entry.event() == event)
            .map(Entry::id)
            .collect(Collectors.toSet());
    }

    /**
     * The units that were accepted and not done, while nobody was told.
     * @return the units
     */
    public Set<Long> lost() {
        Set<Long> lost = new HashSet<>(units(Event.ACCEPTED));
        lost.removeAll(units(Event.ENDED));
        lost.removeAll(units(Event.REFUSED));
        return lost;
    }

    /**
     * When the last unit ended.
     * @return the time in milliseconds since the epoch
     */
    public OptionalLong lastEnd() {
        return this.entries.stream().filter((entry) -> entry.event() == Event.ENDED).mapToLong(Entry::time).max();
    }

}
