// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.util.Set;

/**
 * A row of the table.
 */
final class ChaosRow {

    private ChaosRow() {
    }

    static String of(Scenario scenario, Outcome outcome) {
        Expected expected = scenario.expected();
        Set<Problem> problems = Verdict.of(outcome, expected).problems().keySet();
        String reason = expected.reason().isEmpty() ? "" : " (" + expected.reason() + ")";
        return "| " + scenario.title() + " | " + exit(outcome, problems) + reason + " | "
                + outcome.books().lost().size() + " | " + log(outcome, problems) + " | "
                + file(outcome, expected, problems) + " |";
    }

    private static String exit(Outcome outcome, Set<Problem> problems) {
        return (outcome.code() == null) ? "**none**"
                : (problems.contains(Problem.LATE_EXIT) ? "**late**" : "in time") + ", code " + outcome.code();
    }

    private static String log(Outcome outcome, Set<Problem> problems) {
        Account account = Account.of(outcome.books(), Name.inLog(outcome.log()));
        return (problems.contains(Problem.NOT_IN_LOG) || problems.contains(Problem.WRONG_IN_LOG))
                ? "**" + account.matched() + "**" : String.valueOf(account.matched());
    }

    private static String file(Outcome outcome, Expected expected, Set<Problem> problems) {
        if (!expected.file()) {
            return "–";
        }
        int named = Account.of(outcome.books(), outcome.report().names()).matched();
        if (problems.contains(Problem.NOT_IN_FILE) || problems.contains(Problem.WRONG_IN_FILE)) {
            return "**" + named + "**";
        }
        return (outcome.report().omitted() > 0) ? "as many as fit, the rest counted" : String.valueOf(named);
    }

}
