// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The proof that whatever goes wrong at a stop, the exit keeps to its budget, and that
 * exactly what was lost is named: by the log and by the report file, compared with the
 * journal of the application. What the product does not do, or not yet, is tried, too: a
 * gap that is closed turns the test red.
 * <p>
 * System properties: {@code proof.scenarios} is a regular expression of the scenarios to
 * try, {@code proof.java} names another JVM to run them on, {@code proof.parallel} says
 * how many processes run at a time, {@code chaos.write} writes the table of
 * docs/zero-loss.md instead of comparing it.
 */
class ChaosIT {

    @TempDir
    private static Path directory;

    private static Stage stage;

    @BeforeAll
    static void startAll() throws Exception {
        stage = new Stage(directory, Scenario.chosen());
    }

    @AfterAll
    static void stopAll() {
        stage.close();
    }

    @Test
    void isDocumented() throws Exception {
        ChaosTable table = new ChaosTable(Path.of(System.getProperty("proof.docs"), "zero-loss.md"),
                Boolean.getBoolean("chaos.write"));
        for (Scenario scenario : Scenario.chosen()) {
            table.add(scenario, stage.get(scenario));
        }
        assertThat(table.checkOrWrite()).as("Rows to be in docs/zero-loss.md: if they are right, -Dchaos.write=true")
            .isEmpty();
    }

    static List<Scenario> namesExactlyWhatIsLost() {
        return Scenario.chosen();
    }

    @ParameterizedTest
    @MethodSource
    void namesExactlyWhatIsLost(Scenario scenario) throws Exception {
        Expected expected = scenario.expected();
        Outcome outcome = stage.get(scenario);
        Verdict verdict = Verdict.of(outcome, expected);
        List<Books.Entry> lost = outcome.books().lost();
        System.out.printf("proof: chaos %s: %s after %.1fs (budget %.1fs), %d accepted, %d lost, %d named%s%n",
                scenario, (outcome.code() != null) ? "exit " + outcome.code() : "no exit",
                outcome.taken().toMillis() / 1000.0, expected.budget().toMillis() / 1000.0,
                outcome.books().entries().size(), lost.size(),
                Account.of(outcome.books(), Name.inLog(outcome.log())).matched(),
                verdict.problems().isEmpty() ? "" : " " + verdict.problems());
        String log = String.join(System.lineSeparator(), outcome.log());
        assertThat(lost).as("Lost: %s", log).hasSize(expected.lost());
        assertThat(verdict.problems().keySet()).as("%s (%s): %s", verdict.problems(), expected.reason(), log)
            .isEqualTo(expected.gaps());
    }

}
