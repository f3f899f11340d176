// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.waitgroup.proof.kill.journal.Books;
import io.github.waitgroup.proof.kill.journal.Entry;
import io.github.waitgroup.proof.kill.journal.Event;
import io.github.waitgroup.proof.kill.journal.Source;
import io.github.waitgroup.proof.kill.load.Load;
import io.github.waitgroup.proof.kill.load.Result;
import io.github.waitgroup.proof.kill.load.Result.Requests;
import io.github.waitgroup.proof.process.JavaProcess.Exit;
import io.github.waitgroup.proof.process.Server;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Tables}.
 */
class TablesTests {

    @Test
    void sumsUp() {
        Tables tables = new Tables(new Outcomes(List.of(outcome(1000, 200), outcome(3000, 400), outcome(2000, 300))));
        assertThat(tables.overview()).endsWith(
                "| stock | Netty | pools | 3 | 6 | 3 | 3 | 9 | 3 | 0 | 2.0 s, at most 3.0 s | 0.2 s, at most 0.3 s |");
        assertThat(tables.sources(Setup.STOCK))
            .contains("| `Mono` | 6 | 3 | 0 | 3 | 9 | 3 | 0 | 0.2 s, at most 0.3 s |");
        assertThat(tables.markdown()).contains("#### stock, by source").doesNotContain("starter", "`Flux`");
    }

    private static Outcome outcome(long toExit, long exited) {
        Kill kill = new Kill(1, new Cell(Setup.STOCK, Server.NETTY, Threads.POOL), Duration.ZERO);
        List<Entry> entries = List.of(new Entry(Event.ACCEPTED, Source.MONO, 1, 1),
                new Entry(Event.ACCEPTED, Source.MONO, 2, 1), new Entry(Event.ENDED, Source.MONO, 1, 100));
        Result result = new Result(Map.of(Source.MONO, new Requests(3, 2)), List.of(), Load.CLIENTS, List.of());
        return new Outcome(kill, new Books(entries), result, new Exit(Exit.TERMINATED, Duration.ofMillis(toExit)),
                exited);
    }

}
