// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The proof, executor by executor: an application that is stopped in the middle of its
 * work ends every unit it has accepted, whatever it has them done by and however its
 * operator has set Spring's own settings. What the same application loses without the
 * starter on its class path is seen, too, and written down in docs/executors.md.
 * <p>
 * System properties: {@code proof.jar} is the jar, {@code proof.java} names another JVM
 * to run it on, {@code proof.kinds} is a regular expression of the kinds to try,
 * {@code proof.parallel} says how many processes run at a time, and
 * {@code executors.write} writes the document instead of comparing it.
 */
class ExecutorsIT {

    /* Before the deadline of 25 s: work has to end by itself, not by being given up */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(23);

    @TempDir
    private static Path directory;

    private static Cells cells;

    @BeforeAll
    static void startAll() throws Exception {
        cells = new Cells(directory);
    }

    @AfterAll
    static void stopAll() {
        cells.close();
    }

    @ParameterizedTest
    @MethodSource
    void keepsEveryUnit(Cell cell) throws Exception {
        Outcome outcome = cells.get(cell);
        assertThat(outcome.books().accepted()).as("Accepted: %s", outcome).isNotEmpty();
        assertThat(outcome.books().refused()).as("Refused: %s", outcome).isEmpty();
        assertThat(outcome.books().lost()).as("Lost: %s", outcome).isEmpty();
        assertThat(outcome.answer()).as("Answer: %s", outcome).isEqualTo(Request.OK);
        assertThat(outcome.toExit()).as("To exit: %s", outcome).isLessThan(STOP_LIMIT);
        List<String> log = outcome.log().lines();
        assertThat(log).as("A complete drain").anyMatch((line) -> line.contains("Drain complete"));
        assertThat(log).noneMatch((line) -> line.contains(" ERROR "));
    }

    static Stream<Cell> keepsEveryUnit() {
        return withStarter().filter((cell) -> Known.gap(cell.kind()) == null);
    }

    /** What is noted as not kept is really lost: else the note has to go. */
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource
    void losesWhatIsNoted(Cell cell) throws Exception {
        Outcome outcome = cells.get(cell);
        assertThat(outcome.kept()).as("Kept: %s", outcome).isFalse();
    }

    static Stream<Cell> losesWhatIsNoted() {
        return withStarter().filter((cell) -> Known.gap(cell.kind()) != null);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource
    void switchedOffIsAsGoodAsNone(Cell cell) throws Exception {
        Outcome outcome = cells.get(cell);
        Outcome stock = cells.get(new Cell(cell.kind(), Settings.STOCK));
        assertThat(outcome.kept()).as("%s%n%s", outcome, stock).isEqualTo(stock.kept());
        assertThat(outcome.log().lines()).noneMatch((line) -> line.contains("Drain"));
    }

    static Stream<Cell> switchedOffIsAsGoodAsNone() {
        return Cells.all().filter((cell) -> cell.settings() == Settings.SWITCHED_OFF);
    }

    @Test
    void isWhatTheDocumentSays() throws Exception {
        Document document = Document.of("processes, " + ProofJvm.name());
        String table = new Table(cells).toMarkdown();
        System.out
            .println("proof: " + Cells.kinds().size() + " kinds of executor, " + Cells.all().count() + " processes");
        if (System.getProperty("proof.kinds") == null) {
            document.checkOrWrite(table);
        }
        else {
            document.checkLines(table);
        }
    }

    private static Stream<Cell> withStarter() {
        return Cells.all().filter((cell) -> cell.settings().counts());
    }

}
