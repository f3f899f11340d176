// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.waitgroup.proof.kill.journal.Books;
import io.github.waitgroup.proof.kill.journal.Event;
import io.github.waitgroup.proof.kill.journal.Source;
import io.github.waitgroup.proof.kill.load.Load;
import io.github.waitgroup.proof.kill.load.Result;
import io.github.waitgroup.proof.kill.load.Result.Requests;
import io.github.waitgroup.proof.process.JavaProcess.Exit;

/**
 * What came of one kill.
 *
 * @param kill what it was
 * @param books what the journal says
 * @param result what the load says
 * @param exit how the process ended
 * @param exited when, in milliseconds since the epoch
 */
record Outcome(Kill kill, Books books, Result result, Exit exit, long exited) {

    Account account(Source source) {
        Books of = this.books.of(source);
        Requests requests = this.result.of(source);
        int unaccepted = unaccepted(source);
        return new Account(of.units(Event.ACCEPTED).size(), of.units(Event.ENDED).size(),
                of.units(Event.REFUSED).size(), of.lost().size(), requests.sent(), requests.failed() - unaccepted,
                unaccepted, lastUnit(of));
    }

    private List<Duration> lastUnit(Books of) {
        return of.lastEnd().stream().mapToObj((end) -> Duration.ofMillis(this.exited - end)).toList();
    }

    /*
     * Connections are made by the kernel, which resets those that the server has not
     * accepted when it closes its listening socket. The client cannot tell; the journal
     * can: nothing was done for them.
     */
    private int unaccepted(Source source) {
        Books of = this.books.of(source);
        if (source.units() == 0 || !of.units(Event.REFUSED).isEmpty()) {
            return 0;
        }
        int served = (of.units(Event.ACCEPTED).size() + source.units() - 1) / source.units();
        return Math.max(0, Math.min(this.result.unheard(source), this.result.of(source).sent() - served));
    }

    Account account() {
        Account sum = Account.NONE;
        for (Source source : Source.values()) {
            sum = sum.plus(account(source));
        }
        return sum;
    }

    /** The time from the end of the last unit to the exit. */
    Duration lastUnitToExit() {
        return Duration.ofMillis(this.exited - this.books.lastEnd().orElse(this.exited));
    }

    /**
     * What says that this kill was none, or that the two sides do not agree: what is in
     * vain then is the whole proof.
     */
    List<String> contradictions() {
        List<String> contradictions = new ArrayList<>();
        if (this.exit.code() != Exit.TERMINATED) {
            contradictions.add("exit code " + this.exit.code());
        }
        if (this.result.turnedAway() != Load.CLIENTS) {
            contradictions.add(this.result.turnedAway() + " of " + Load.CLIENTS + " clients were turned away: "
                    + this.result.troubles());
        }
        for (Source source : Source.values()) {
            int promised = this.result.of(source).answered() * source.units();
            int accepted = this.books.of(source).units(Event.ACCEPTED).size();
            if (promised > accepted) {
                contradictions.add(source + ": " + promised + " units promised, " + accepted + " in the journal");
            }
        }
        return contradictions;
    }

    boolean clean() {
        Account account = account();
        return account.lost() == 0 && account.failed() == 0;
    }

    @Override
    public String toString() {
        Account account = account();
        return "%3d %s: %,d units accepted, %,d lost; %,d requests, %,d failed, %,d not accepted; SIGTERM to exit %s, last unit to exit %s%s"
            .formatted(this.kill.number(), this.kill.cell(), account.accepted(), account.lost(), account.requests(),
                    account.failed(), account.unaccepted(), seconds(this.exit.taken()), seconds(lastUnitToExit()),
                    details());
    }

    private String details() {
        String details = contradictions().isEmpty() ? "" : "; CONTRADICTION: " + contradictions();
        if (this.kill.cell().setup().starter() && !clean()) {
            details += "; " + this.result.failures() + lostUnits();
        }
        return details;
    }

    private String lostUnits() {
        StringBuilder lost = new StringBuilder();
        for (Source source : Source.values()) {
            Books of = this.books.of(source);
            if (!of.lost().isEmpty()) {
                lost.append(" lost of ").append(source).append(": ").append(of.lost());
            }
        }
        return lost.toString();
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

}
