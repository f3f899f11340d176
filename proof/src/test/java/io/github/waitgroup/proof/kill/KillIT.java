// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.github.waitgroup.proof.process.Server;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A short form of the kills: the starter loses no unit of work and breaks no answer. The
 * same application without it must lose something, or the load would prove nothing.
 * <p>
 * System properties: {@code proof.target} is where the build has put the jars,
 * {@code proof.kills} says how many applications with the starter are killed,
 * {@code proof.seed} fixes the moments, and {@code proof.java} names another JVM.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class KillIT {

    private static final int PARALLEL = 2;

    private static Outcomes outcomes;

    @BeforeAll
    static void kill() throws Exception {
        long seed = Long.getLong("proof.seed", System.nanoTime());
        System.out.println("proof: seed " + seed);
        outcomes = new Kills(Path.of(System.getProperty("proof.target"))).run(plan(new Random(seed)), PARALLEL);
        for (Setup setup : List.of(Setup.BEST, Setup.STARTER)) {
            System.out.println(outcomes.summary(setup));
        }
    }

    // The longest first
    private static List<Kill> plan(Random random) {
        List<Cell> cells = new ArrayList<>();
        Server[] servers = Server.values();
        for (int i = 0; i < Integer.getInteger("proof.kills", servers.length); i++) {
            cells.add(new Cell(Setup.STARTER, servers[i % servers.length], threads(i + i / servers.length)));
        }
        cells.add(new Cell(Setup.BEST, Server.TOMCAT, Threads.POOL));
        cells.add(new Cell(Setup.STOCK, Server.JETTY, Threads.POOL));
        List<Kill> kills = new ArrayList<>();
        cells.forEach((cell) -> kills.add(Options.kill(kills.size() + 1, cell, random)));
        return kills;
    }

    private static Threads threads(int number) {
        return (number % 2 == 1 && Threads.VIRTUAL.available()) ? Threads.VIRTUAL : Threads.POOL;
    }

    @Test
    void theStarterLosesNothing() {
        assertThat(starter().account().lost()).as("%s", starter()).isZero();
    }

    @Test
    void theStarterBreaksNoAnswer() {
        assertThat(starter().account().failed()).as("%s", starter()).isZero();
    }

    @Test
    void theBooksAgree() {
        assertThat(outcomes.all()).allSatisfy((outcome) -> assertThat(outcome.contradictions()).isEmpty());
        assertThat(outcomes.all()).allSatisfy((outcome) -> assertThat(outcome.account().accepted()).isGreaterThan(100));
    }

    @Test
    void withoutTheStarterWorkIsLost() {
        Account stock = outcomes.of((cell) -> !cell.setup().starter()).account();
        assertThat(stock.lost()).as("Else the load proves nothing").isPositive();
    }

    private static Outcomes starter() {
        return outcomes.of(Setup.STARTER);
    }

}
