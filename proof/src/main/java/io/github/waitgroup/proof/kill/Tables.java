// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.github.waitgroup.proof.kill.journal.Source;
import io.github.waitgroup.proof.process.Server;

/**
 * The outcomes as tables, in Markdown.
 *
 * @param outcomes what came of the kills
 */
record Tables(Outcomes outcomes) {

    String overview() {
        List<String> lines = new ArrayList<>();
        lines.add(line("setup", "server", "threads", "kills", "accepted", "completed", "lost", "requests", "failed",
                "not accepted", "SIGTERM to exit", "last unit to exit"));
        lines.add("|---|---|---|" + "---:|".repeat(9));
        for (Setup setup : Setup.values()) {
            for (Server server : Server.values()) {
                for (Threads threads : Threads.values()) {
                    add(new Cell(setup, server, threads), lines);
                }
            }
        }
        return String.join("\n", lines);
    }

    private void add(Cell cell, List<String> lines) {
        Outcomes of = this.outcomes.of(cell::equals);
        if (!of.all().isEmpty()) {
            Account account = of.account();
            lines.add(line(cell.setup().title(), cell.server().title(), cell.threads().title(), number(of.all().size()),
                    number(account.accepted()), number(account.completed()), number(account.lost()),
                    number(account.requests()), number(account.failed()), number(account.unaccepted()),
                    times(of.toExit()), times(of.lastUnitToExit())));
        }
    }

    String sources(Setup setup) {
        Outcomes of = this.outcomes.of(setup);
        List<String> lines = new ArrayList<>();
        lines.add(line("source", "accepted", "completed", "refused", "lost", "requests", "failed", "not accepted",
                "last unit to exit"));
        lines.add("|---|" + "---:|".repeat(8));
        for (Source source : Source.values()) {
            Account account = of.account(source);
            if (account.accepted() + account.requests() > 0) {
                lines.add(line(source.title(), account, account.lastUnits()));
            }
        }
        lines.add(line("all", of.account(), of.lastUnitToExit()));
        return String.join("\n", lines);
    }

    private static String line(String title, Account account, List<Duration> lastUnits) {
        return line(title, number(account.accepted()), number(account.completed()), number(account.refused()),
                number(account.lost()), number(account.requests()), number(account.failed()),
                number(account.unaccepted()), times(lastUnits));
    }

    String markdown() {
        StringBuilder text = new StringBuilder(overview());
        setups().forEach((setup) -> text.append("\n\n#### ")
            .append(setup.title())
            .append(", by source\n\n")
            .append(sources(setup)));
        return text.toString();
    }

    private Stream<Setup> setups() {
        return Arrays.stream(Setup.values()).filter((setup) -> !this.outcomes.of(setup).all().isEmpty());
    }

    private static String line(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String number(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** The median and the longest. */
    private static String times(List<Duration> times) {
        if (times.isEmpty()) {
            return "";
        }
        List<Duration> sorted = times.stream().sorted().toList();
        return Outcome.seconds(sorted.get(sorted.size() / 2)) + ", at most "
                + Outcome.seconds(sorted.get(sorted.size() - 1));
    }

}
