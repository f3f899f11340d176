// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The table of docs/zero-loss.md: a row for each scenario, and only what is the same in
 * each run.
 */
final class ChaosTable {

    private static final String BEGIN = "<!-- chaos:begin -->";

    private static final String END = "<!-- chaos:end -->";

    private static final String HEAD = """
            | what goes wrong | exit | lost | named in the log | named in the file |
            | --- | --- | --- | --- | --- |
            """;

    private final Path file;

    private final Map<String, String> rows = new LinkedHashMap<>();

    private final boolean write;

    ChaosTable(Path file, boolean write) {
        this.file = file;
        this.write = write;
    }

    void add(Scenario scenario, Outcome outcome) {
        this.rows.put(scenario.title(), ChaosRow.of(scenario, outcome));
    }

    /**
     * Compares with the document, or writes it; rows of scenarios that were not tried
     * stay as they are.
     * @return what is missing in the document, or not as it was seen
     * @throws IOException if the document cannot be read or written
     */
    List<String> checkOrWrite() throws IOException {
        String document = Files.exists(this.file) ? Files.readString(this.file)
                : "# Zero loss\n\n## Chaos\n\n" + BEGIN + "\n" + END + "\n";
        int from = document.indexOf(BEGIN) + BEGIN.length();
        int to = document.indexOf(END);
        List<String> before = document.substring(from, to).lines().toList();
        List<String> table = table(before);
        if (this.write) {
            Files.writeString(this.file, document.substring(0, from) + "\n\n" + HEAD + String.join("\n", table) + "\n\n"
                    + document.substring(to));
            return List.of();
        }
        List<String> wrong = new ArrayList<>(table);
        wrong.removeAll(before);
        return wrong;
    }

    private List<String> table(List<String> before) {
        List<String> table = new ArrayList<>();
        for (Scenario scenario : Scenario.all()) {
            String begin = "| " + scenario.title() + " |";
            String old = before.stream().filter((row) -> row.startsWith(begin)).findFirst().orElse(begin);
            table.add(this.rows.getOrDefault(scenario.title(), old));
        }
        return table;
    }

}
