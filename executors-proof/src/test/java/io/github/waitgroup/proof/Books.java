// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The journal, read after the process has gone.
 *
 * @param accepted the units that somebody relies on
 * @param ended those that were done
 * @param refused those that the executor did not take
 */
record Books(Set<Long> accepted, Set<Long> ended, Set<Long> refused) {

    static Books read(Path journal) throws IOException {
        List<String> lines = Files.readAllLines(journal);
        return new Books(units(lines, "accepted "), units(lines, "ended "), units(lines, "refused "));
    }

    private static Set<Long> units(List<String> lines, String event) {
        return lines.stream()
            .filter((line) -> line.startsWith(event))
            .map((line) -> Long.valueOf(line.substring(event.length())))
            .collect(Collectors.toSet());
    }

    Set<Long> lost() {
        Set<Long> lost = new HashSet<>(this.accepted);
        lost.removeAll(this.ended);
        return lost;
    }

}
