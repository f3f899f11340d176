// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Verdict}: each of them spoils one thing of an exit that is as it
 * should be.
 */
class VerdictTests {

    private static final List<String> LOG = List.of(line("AsyncTask.run #17, RUNNING"),
            line("AsyncTask.run #19, QUEUED"), "INFO the rest");

    private static final String REPORT = """
            {"abandoned":2,"omitted":0,"work":[{"id":17,"label":"AsyncTask.run"},{"id":19,"label":"AsyncTask.run"}]}""";

    private static final Books BOOKS = Books.of(List.of("accepted 1 AsyncTask.run", "started 1 17",
            "accepted 2 AsyncTask.run", "accepted 3 AsyncTask.run", "started 3 18", "ended 3"));

    private static final Books NONE_LOST = Books.of(List.of("accepted 3 AsyncTask.run", "started 3 18", "ended 3"));

    private static String line(String unit) {
        return "12:00 WARN  [main] DrainLog  Abandoned in async: " + unit + ", in flight for 2.0s";
    }

    @Test
    void allIsWell() {
        assertThat(problems(3, 3400, LOG, REPORT)).isEmpty();
    }

    @Test
    void exit() {
        assertThat(problems(143, 3400, LOG, REPORT)).containsExactly(Problem.EXIT_CODE);
        assertThat(problems(3, 3600, LOG, REPORT)).containsExactly(Problem.LATE_EXIT);
        Outcome none = new Outcome(null, Duration.ofSeconds(15), BOOKS, LOG, ReportedLoss.of(REPORT));
        assertThat(Verdict.of(none, Expected.lost(2)).problems()).containsOnlyKeys(Problem.NO_EXIT);
        Outcome lossless = new Outcome(3, Duration.ZERO, NONE_LOST, List.of(),
                ReportedLoss.of("{\"abandoned\":0,\"omitted\":0,\"work\":[]}"));
        assertThat(Verdict.of(lossless, Expected.lost(0)).problems()).containsOnlyKeys(Problem.EXIT_CODE);
    }

    @Test
    void aNameThatTheLogDoesNotHave() {
        for (String name : LOG.subList(0, 2)) {
            List<String> log = new ArrayList<>(LOG);
            log.remove(name);
            assertThat(problems(3, 0, log, REPORT)).containsExactly(Problem.NOT_IN_LOG);
        }
    }

    @Test
    void aNameThatTheLogShouldNotHave() {
        List<String> log = new ArrayList<>(LOG);
        log.add(line("AsyncTask.run #18, RUNNING"));
        assertThat(problems(3, 0, log, REPORT)).containsExactly(Problem.WRONG_IN_LOG);
    }

    @Test
    void aLineThatTheLogDoesNotHave() {
        Outcome outcome = new Outcome(3, Duration.ZERO, BOOKS, LOG, ReportedLoss.of(REPORT));
        assertThat(Verdict.of(outcome, Expected.lost(2).says("the rest")).problems()).isEmpty();
        assertThat(Verdict.of(outcome, Expected.lost(2).says("no rest")).problems()).containsOnlyKeys(Problem.SILENCE);
    }

    @Test
    void aNameThatTheFileDoesNotHave() {
        String one = REPORT.replace(",{\"id\":19,\"label\":\"AsyncTask.run\"}", "");
        assertThat(problems(3, 0, LOG, one)).containsExactly(Problem.NOT_IN_FILE);
        String counted = one.replace("\"omitted\":0", "\"omitted\":1");
        assertThat(problems(3, 0, LOG, counted)).isEmpty();
        assertThat(problems(3, 0, LOG, counted.replace("\"abandoned\":2", "\"abandoned\":1")))
            .containsExactly(Problem.NOT_IN_FILE);
    }

    @Test
    void aNameThatTheFileShouldNotHave() {
        assertThat(problems(3, 0, LOG, REPORT.replace("19", "18"))).containsExactlyInAnyOrder(Problem.WRONG_IN_FILE,
                Problem.NOT_IN_FILE);
        assertThat(problems(3, 0, LOG, REPORT.replace("\"abandoned\":2", "\"abandoned\":3")))
            .containsExactly(Problem.WRONG_IN_FILE);
    }

    @Test
    void noFile() {
        Outcome lossless = new Outcome(143, Duration.ZERO, NONE_LOST, List.of(), ReportedLoss.NONE);
        assertThat(Verdict.of(lossless, Expected.lost(0)).problems()).containsOnlyKeys(Problem.NOT_IN_FILE);
        assertThat(Verdict.of(lossless, Expected.lost(0).withoutFile()).problems()).isEmpty();
    }

    private static Set<Problem> problems(int code, int millis, List<String> log, String report) {
        Outcome outcome = new Outcome(code, Duration.ofMillis(millis), BOOKS, log, ReportedLoss.of(report));
        return Verdict.of(outcome, Expected.lost(2)).problems().keySet();
    }

}
