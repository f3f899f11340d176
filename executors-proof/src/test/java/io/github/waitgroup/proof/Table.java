// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table of the document: a line for each kind, a column for each of the settings, and
 * only what is the same in each run.
 *
 * @param cells the processes
 */
record Table(Cells cells) {

    String toMarkdown() throws Exception {
        List<String> lines = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        lines.add(line("work", columns().map(Settings::title)));
        lines.add(line("---", columns().map((settings) -> "---")));
        for (Kind kind : Cells.kinds()) {
            List<String> fates = new ArrayList<>();
            String gap = Known.gap(kind);
            if (gap != null && !notes.contains(gap)) {
                notes.add(gap);
            }
            for (Settings settings : columns().toList()) {
                fates.add(fate(new Cell(kind, settings)) + mark(settings, notes.indexOf(gap)));
            }
            lines.add(line(kind.title(), fates.stream()));
        }
        if (!notes.isEmpty()) {
            lines.add("");
        }
        for (int i = 0; i < notes.size(); i++) {
            lines.add("%d. %s".formatted(i + 1, notes.get(i)));
        }
        return String.join("\n", lines);
    }

    private String fate(Cell cell) throws Exception {
        if (!Known.isOfUse(cell)) {
            return "–";
        }
        if (Known.isRace(cell)) {
            return "may be lost";
        }
        return this.cells.get(cell).kept() ? "kept" : "**lost**";
    }

    private static String mark(Settings settings, int note) {
        return (settings.starter() && note >= 0) ? " (" + (note + 1) + ")" : "";
    }

    private static Stream<Settings> columns() {
        return Stream.of(Settings.STOCK, Settings.STOCK_BEST, Settings.STARTER, Settings.STARTER_BEST);
    }

    private static String line(String title, Stream<String> fates) {
        return Stream.concat(Stream.of(title), fates).collect(Collectors.joining(" | ", "| ", " |"));
    }

}
