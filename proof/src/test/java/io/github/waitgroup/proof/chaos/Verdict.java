// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import io.github.waitgroup.proof.process.JavaProcess;

/**
 * What is wrong with an exit.
 *
 * @param problems the problems, and what they are
 */
record Verdict(Map<Problem, String> problems) {

    private static final int ON_LOSS = 3;

    static Verdict of(Outcome outcome, Expected expected) {
        Map<Problem, String> problems = new EnumMap<>(Problem.class);
        exit(problems, outcome, expected);
        Account log = Account.of(outcome.books(), Name.inLog(outcome.log()));
        note(problems, Problem.NOT_IN_LOG, log.unnamed());
        note(problems, Problem.WRONG_IN_LOG, log.wrong());
        if (expected.file()) {
            file(problems, outcome);
        }
        note(problems, Problem.SILENCE,
                expected.lines()
                    .stream()
                    .filter((regex) -> outcome.log().stream().noneMatch(Pattern.compile(regex).asPredicate()))
                    .toList());
        return new Verdict(problems);
    }

    private static void exit(Map<Problem, String> problems, Outcome outcome, Expected expected) {
        if (outcome.code() == null) {
            problems.put(Problem.NO_EXIT, "within " + outcome.taken());
            return;
        }
        Duration budget = expected.budget();
        if (outcome.taken().compareTo(budget) > 0) {
            problems.put(Problem.LATE_EXIT, outcome.taken() + " of " + budget);
        }
        int code = (expected.code() != null) ? expected.code()
                : outcome.books().lost().isEmpty() ? JavaProcess.Exit.TERMINATED : ON_LOSS;
        if (!Objects.equals(outcome.code(), code)) {
            problems.put(Problem.EXIT_CODE, outcome.code() + " instead of " + code);
        }
    }

    private static void file(Map<Problem, String> problems, Outcome outcome) {
        ReportedLoss report = outcome.report();
        Account account = Account.of(outcome.books(), report.names());
        long lost = outcome.books().lost().size();
        note(problems, Problem.WRONG_IN_FILE, account.wrong());
        if (report.abandoned() > lost || report.omitted() > account.unnamed().size()) {
            problems.put(Problem.WRONG_IN_FILE, report + " of " + lost);
        }
        if (report.abandoned() < lost || report.omitted() < account.unnamed().size()) {
            problems.put(Problem.NOT_IN_FILE, account.unnamed() + ", " + report);
        }
        if (!report.there() && lost == 0) {
            problems.put(Problem.NOT_IN_FILE, "no file");
        }
    }

    private static void note(Map<Problem, String> problems, Problem problem, List<?> what) {
        if (!what.isEmpty()) {
            problems.put(problem, what.toString());
        }
    }

}
