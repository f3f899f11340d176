// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The proof, response by response: a server that is stopped in the middle of everything
 * it does answers each request as a whole, byte for byte, and leaves each client knowing
 * where it is. What the same server does without the starter on its class path is seen,
 * too, and written down in docs/http.md.
 * <p>
 * System properties: {@code proof.jar} and {@code proof.all} are the application's jar
 * and the one with all others in it, {@code proof.java} names another JVM to run it on,
 * {@code proof.servers} is a regular expression of the servers to try,
 * {@code proof.parallel} says how many processes run at a time, and {@code http.write}
 * writes the document instead of comparing it.
 */
class HttpIT {

    /* What an idle stream may add to the time of a stop */
    private static final Duration ALLOWANCE = Duration.ofSeconds(1);

    /* The default, of which each stop takes what is left */
    private static final Duration QUIET_PERIOD = Duration.ofSeconds(1);

    private static final int AGAIN = 3;

    /* The most a stop with the starter may take: less than the deadline of a drain */
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
    void keepsItsClientsHappy(Cell cell, Kind kind) throws Exception {
        Outcome outcome = cells.get(cell.server(), cell.setup());
        assertThat(outcome.seen(kind)).as("%s %s%n%s", cell, kind, outcome).isEqualTo(kind.expected());
    }

    static Stream<Arguments> keepsItsClientsHappy() {
        return withStarter()
            .flatMap((cell) -> cell.setup().kinds(cell.server()).stream().map((kind) -> Arguments.of(cell, kind)));
    }

    @ParameterizedTest
    @MethodSource("withStarter")
    void endsByItself(Cell cell) throws Exception {
        Outcome outcome = cells.get(cell.server(), cell.setup());
        assertThat(outcome.toExit()).as("%s: %s", cell, outcome).isLessThan(STOP_LIMIT);
        List<String> log = outcome.log().lines();
        assertThat(log).as("A complete drain").anyMatch((line) -> line.contains("Drain complete"));
        assertThat(log).noneMatch((line) -> line.contains(" ERROR "));
        if (cell.setup().tellsOfQuiet()) {
            assertThat(log).as("No wait for more clients")
                .anyMatch((line) -> line.contains("Callers have turned away"));
        }
    }

    static Stream<Cell> withStarter() {
        return Cell.all().stream().filter((cell) -> cell.setup().starter());
    }

    @ParameterizedTest
    @MethodSource("servers")
    void anIdleStreamDoesNotHoldTheStop(Server server) throws Exception {
        Duration without = cells.get(server, Setup.NOBODY).toExit();
        Duration with = cells.get(server, Setup.STREAM).toExit();
        // Where SIGTERM came late, the quiet period was half over: no merit of that stop
        Duration limit = ((without.compareTo(QUIET_PERIOD) < 0) ? QUIET_PERIOD : without).plus(ALLOWANCE);
        // A busy machine only ever adds to a time: the least of a few counts
        for (int i = 0; i < AGAIN && with.compareTo(limit) >= 0; i++) {
            with = cells.again(server, Setup.STREAM).toExit();
        }
        System.out
            .println("proof: " + server.title() + " stops within " + without.toMillis() + " ms, with an idle stream "
                    + with.toMillis() + " ms; stock " + cells.get(server, Setup.STOCK_NOBODY).toExit().toMillis()
                    + " ms, " + cells.get(server, Setup.STOCK_STREAM).toExit().toMillis() + " ms");
        assertThat(with).isLessThan(limit);
    }

    static List<Server> servers() {
        return Server.all();
    }

    /** What stock Boot does to the same clients: else this would prove nothing. */
    @ParameterizedTest
    @MethodSource("servers")
    void withoutTheStarterClientsAreLeftAlone(Server server) throws Exception {
        Outcome outcome = cells.get(server, Setup.STOCK);
        for (Kind kind : Known.losses(server)) {
            assertThat(outcome.seen(kind)).as("%s: %s", kind, outcome).isNotEqualTo(kind.expected());
        }
        Outcome stream = cells.get(server, Setup.STOCK_STREAM);
        assertThat(stream.toExit()).as("%s", stream).isGreaterThan(Duration.ofSeconds(29));
        if (Known.losses(server).contains(Kind.IDLE)) {
            assertThat(stream.seen(Kind.IDLE)).as("%s", stream).isNotEqualTo(Seen.CLEAN);
        }
    }

    @Test
    void isWhatTheDocumentSays() throws Exception {
        String table = new Table(cells).toMarkdown();
        System.out.println(
                "proof: " + Kind.all().size() + " kinds of response and client, " + Cell.all().size() + " processes");
        if (System.getProperty("proof.servers") == null) {
            Document.of("processes").checkOrWrite(table);
        }
    }

}
