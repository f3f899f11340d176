// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.github.waitgroup.proof.kill.journal.Books;
import io.github.waitgroup.proof.kill.journal.Entry;
import io.github.waitgroup.proof.kill.journal.Event;
import io.github.waitgroup.proof.kill.journal.Source;
import io.github.waitgroup.proof.kill.load.Load;
import io.github.waitgroup.proof.kill.load.Result;
import io.github.waitgroup.proof.kill.load.Result.Failure;
import io.github.waitgroup.proof.kill.load.Result.Requests;
import io.github.waitgroup.proof.process.JavaProcess.Exit;
import io.github.waitgroup.proof.process.Server;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Outcome}: what the journal says against what the load says.
 */
class OutcomeTests {

    private static final Failure HEARD = new Failure(Source.BATCH, true, "reset");

    private static final Failure UNHEARD = new Failure(Source.BATCH, false, "reset");

    @Test
    void allIsWell() {
        Outcome outcome = outcome(entries(Event.ACCEPTED, 20), entries(Event.ENDED, 20), 2, 2);
        assertThat(outcome.account()).isEqualTo(new Account(20, 20, 0, 0, 2, 0, 0, List.of(Duration.ofMillis(80))));
        assertThat(outcome.contradictions()).isEmpty();
        assertThat(good(outcome)).isTrue();
    }

    @Test
    void oneUnitIsLost() {
        Outcome outcome = outcome(entries(Event.ACCEPTED, 20), entries(Event.ENDED, 19), 2, 2);
        assertThat(outcome.account().lost()).isOne();
        assertThat(good(outcome)).isFalse();
        assertThat(outcome).asString().contains("1 lost", "lost of BATCH: [19]");
    }

    @Test
    void aRequestFails() {
        Outcome outcome = outcome(entries(Event.ACCEPTED, 20), entries(Event.ENDED, 20), 3, 2, HEARD);
        assertThat(outcome.account().failed()).isOne();
        assertThat(outcome.account().unaccepted()).isZero();
        assertThat(good(outcome)).isFalse();
    }

    @Test
    void aConnectionIsNotAccepted() {
        Outcome outcome = outcome(entries(Event.ACCEPTED, 20), entries(Event.ENDED, 20), 3, 2, UNHEARD);
        assertThat(outcome.account().failed()).isZero();
        assertThat(outcome.account().unaccepted()).isOne();
        assertThat(good(outcome)).isTrue();
    }

    @Test
    void aConnectionIsAcceptedAndNotAnswered() {
        Outcome outcome = outcome(entries(Event.ACCEPTED, 21), entries(Event.ENDED, 21), 3, 2, UNHEARD);
        assertThat(outcome.account().failed()).isOne();
        assertThat(outcome.account().unaccepted()).isZero();
    }

    @Test
    void morePromisedThanInTheJournal() {
        Outcome outcome = outcome(entries(Event.ACCEPTED, 19), entries(Event.ENDED, 19), 2, 2);
        assertThat(outcome.contradictions()).singleElement()
            .asString()
            .contains("BATCH: 20 units promised, 19 in the journal");
        assertThat(good(outcome)).isFalse();
    }

    @Test
    void stockMayLose() {
        Outcome starter = outcome(entries(Event.ACCEPTED, 20), entries(Event.ENDED, 19), 2, 2);
        Kill kill = new Kill(1, new Cell(Setup.STOCK, Server.TOMCAT, Threads.POOL), Duration.ZERO);
        Outcome stock = new Outcome(kill, starter.books(), starter.result(), starter.exit(), starter.exited());
        assertThat(good(stock)).isTrue();
        assertThat(new Outcomes(List.of(stock)).summary(Setup.STOCK))
            .isEqualTo("proof: stock: 1 kills, 20 units accepted, 1 lost, 0 of 2 requests failed, 0 not accepted");
    }

    private static boolean good(Outcome outcome) {
        return new Outcomes(List.of(outcome)).good();
    }

    private static Stream<Entry> entries(Event event, int count) {
        return LongStream.range(0, count).mapToObj((id) -> new Entry(event, Source.BATCH, id, 20));
    }

    private static Outcome outcome(Stream<Entry> accepted, Stream<Entry> ended, int sent, int answered,
            Failure... failures) {
        Kill kill = new Kill(1, new Cell(Setup.STARTER, Server.TOMCAT, Threads.POOL), Duration.ZERO);
        Result result = new Result(Map.of(Source.BATCH, new Requests(sent, answered)), List.of(failures), Load.CLIENTS,
                List.of());
        return new Outcome(kill, new Books(Stream.concat(accepted, ended).toList()), result,
                new Exit(Exit.TERMINATED, Duration.ofSeconds(1)), 100);
    }

}
