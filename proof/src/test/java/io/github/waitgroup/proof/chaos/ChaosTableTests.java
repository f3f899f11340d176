// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ChaosTable}.
 */
class ChaosTableTests {

    private static final Books BOOKS = Books.of(List.of("accepted 1 A.run", "started 1 1"));

    @TempDir
    private Path directory;

    @Test
    void eachScenarioHasToHaveItsRow() throws Exception {
        Path file = this.directory.resolve("doc.md");
        Scenario first = Scenario.all().get(0);
        StringBuilder text = new StringBuilder("<!-- chaos:begin -->\n");
        Scenario.all().forEach((scenario) -> text.append("| ").append(scenario.title()).append(" | 1 |\n"));
        Files.writeString(file, text + "<!-- chaos:end -->");
        ChaosTable table = new ChaosTable(file, false);
        assertThat(table.checkOrWrite()).isEmpty();
        table.add(first, new Outcome(3, Duration.ZERO, BOOKS, List.of(), ReportedLoss.NONE));
        assertThat(table.checkOrWrite())
            .containsExactly("| " + first.title() + " | in time, code 3 | 1 | **0** | **0** |");
        Files.writeString(file, "<!-- chaos:begin -->\n<!-- chaos:end -->");
        assertThat(new ChaosTable(file, false).checkOrWrite()).hasSize(Scenario.all().size());
    }

    @Test
    void writesWhatWasSeenAndLeavesTheRest() throws Exception {
        Path file = this.directory.resolve("doc.md");
        Scenario first = Scenario.all().get(0);
        Scenario second = Scenario.all().get(1);
        Files.writeString(file,
                "before <!-- chaos:begin -->\n| " + second.title() + " | seen |\n<!-- chaos:end --> after");
        ChaosTable table = new ChaosTable(file, true);
        table.add(first, new Outcome(3, Duration.ZERO, BOOKS, List.of(), ReportedLoss.NONE));
        assertThat(table.checkOrWrite()).isEmpty();
        assertThat(Files.readString(file)).startsWith("before")
            .endsWith("after")
            .contains("| " + first.title() + " | in time, code 3 | 1 | **0** | **0** |\n| " + second.title()
                    + " | seen |");
    }

    @Test
    void titlesAreUnique() {
        assertThat(Scenario.all()).extracting(Scenario::title).doesNotHaveDuplicates();
        assertThat(Scenario.all()).extracting(Scenario::name).doesNotHaveDuplicates();
    }

}
