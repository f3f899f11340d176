// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

import io.github.waitgroup.proof.kill.journal.Source;

/**
 * What came of some kills.
 *
 * @param all each of them
 */
record Outcomes(List<Outcome> all) {

    Outcomes of(Predicate<Cell> cells) {
        return new Outcomes(this.all.stream().filter((outcome) -> cells.test(outcome.kill().cell())).toList());
    }

    Outcomes of(Setup setup) {
        return of((cell) -> cell.setup() == setup);
    }

    Account account() {
        return this.all.stream().map(Outcome::account).reduce(Account.NONE, Account::plus);
    }

    Account account(Source source) {
        return this.all.stream().map((outcome) -> outcome.account(source)).reduce(Account.NONE, Account::plus);
    }

    List<Duration> toExit() {
        return this.all.stream().map((outcome) -> outcome.exit().taken()).toList();
    }

    List<Duration> lastUnitToExit() {
        return this.all.stream().map(Outcome::lastUnitToExit).toList();
    }

    /** Whether the starter has kept what it promises, and the proof is one. */
    boolean good() {
        return this.all.stream()
            .allMatch((outcome) -> outcome.contradictions().isEmpty()
                    && (!outcome.kill().cell().setup().starter() || outcome.clean()));
    }

    String summary(Setup setup) {
        Outcomes of = of(setup);
        Account account = of.account();
        return "proof: %s: %,d kills, %,d units accepted, %,d lost, %,d of %,d requests failed, %,d not accepted"
            .formatted(setup.title(), of.all().size(), account.accepted(), account.lost(), account.failed(),
                    account.requests(), account.unaccepted());
    }

}
