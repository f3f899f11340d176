// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.waitgroup.autoconfigure.matrix.ExecutorKind.Trait;

/**
 * The table of the document: a line for each kind of executor, a column for each fate.
 */
final class FateTable {

    private FateTable() {
    }

    static List<ExecutorKind> kinds() {
        boolean virtual = Runtime.version().feature() >= 21;
        return ExecutorKind.all().stream().filter((kind) -> virtual || !kind.has(Trait.VIRTUAL)).toList();
    }

    static String toMarkdown() {
        List<Shortfall> noted = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        lines.add(line("executor", Fates.all().stream().map(Fate::title)));
        lines.add(line("---", Fates.all().stream().map((fate) -> "---")));
        for (ExecutorKind kind : kinds()) {
            lines.add(line(kind.title(), Fates.all().stream().map((fate) -> cell(kind, fate, noted))));
        }
        if (!noted.isEmpty()) {
            lines.add("");
        }
        for (int i = 0; i < noted.size(); i++) {
            lines.add("%d. %s".formatted(i + 1, noted.get(i).reason()));
        }
        return String.join("\n", lines);
    }

    private static String cell(ExecutorKind kind, Fate fate, List<Shortfall> noted) {
        if (!fate.mayBefall(kind)) {
            return "–";
        }
        Shortfall shortfall = Shortfall.of(kind, fate);
        if (shortfall == null) {
            return kind.has(Trait.AWAITED) ? "awaited" : "✓";
        }
        if (!noted.contains(shortfall)) {
            noted.add(shortfall);
        }
        return "(" + (noted.indexOf(shortfall) + 1) + ")";
    }

    private static String line(String title, Stream<String> fates) {
        return Stream.concat(Stream.of(title), fates).collect(Collectors.joining(" | ", "| ", " |"));
    }

}
