// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The proof: a shop that is stopped in the middle of its work loses no order it has
 * accepted and fails no request it has taken. The same shop without the starter must lose
 * orders, or the proof would prove nothing.
 * <p>
 * System properties: {@code sample.jar} is the jar, {@code proof.rounds} says how often
 * each proof is run, {@code proof.java} names another JVM to run it on.
 */
class NoOrderLostIT {

    private static final String POOL = "--spring.task.execution.pool.core-size=256";

    // What every guide to graceful shutdown says to set. It makes a pool lose more, not
    // less: the executor then waits while beans are destroyed, takes no e-mail any more,
    // and the connection pool goes before it. With Boot's defaults this load happens to
    // lose nothing on a pool.
    private static final String WAIT = "--spring.task.execution.shutdown.await-termination=true";

    private static final String PERIOD = "--spring.task.execution.shutdown.await-termination-period=30s";

    private static final String VIRTUAL = "--spring.threads.virtual.enabled=true";

    private static final String AHEAD_OF_TIME = "-Dspring.aot.enabled=true";

    private static final String STOCK = "--waitgroup.enabled=false";

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "round {0}")
    @MethodSource("rounds")
    void losesNothingOnThePool(int round) throws Exception {
        assertNothingLost("pool-" + round, POOL);
    }

    @ParameterizedTest(name = "round {0}")
    @MethodSource("rounds")
    void losesNothingOnThePoolThatAwaitsTermination(int round) throws Exception {
        assertNothingLost("awaiting-pool-" + round, POOL, WAIT, PERIOD);
    }

    @ParameterizedTest(name = "round {0}")
    @MethodSource("rounds")
    @EnabledIf("io.github.waitgroup.sample.SampleJvm#hasVirtualThreads")
    void losesNothingOnVirtualThreads(int round) throws Exception {
        assertNothingLost("virtual-" + round, VIRTUAL);
    }

    @Test
    void losesNothingWhenProcessedAheadOfTime() throws Exception {
        Outcome outcome = assertNothingLost("ahead-of-time", POOL, WAIT, PERIOD, AHEAD_OF_TIME);
        assertThat(outcome.log().lines()).anyMatch((line) -> line.contains("Starting AOT-processed ShopApplication"));
    }

    @ParameterizedTest(name = "round {0}")
    @MethodSource("rounds")
    void withoutTheStarterLosesOrdersOnThePoolThatAwaitsTermination(int round) throws Exception {
        assertOrdersLost("stock-awaiting-pool-" + round, POOL, WAIT, PERIOD, STOCK);
    }

    @ParameterizedTest(name = "round {0}")
    @MethodSource("rounds")
    @EnabledIf("io.github.waitgroup.sample.SampleJvm#hasVirtualThreads")
    void withoutTheStarterLosesOrdersOnVirtualThreads(int round) throws Exception {
        assertOrdersLost("stock-virtual-" + round, VIRTUAL, STOCK);
    }

    private Outcome assertNothingLost(String name, String... arguments) throws Exception {
        Outcome outcome = run(name, arguments);
        assertThat(outcome.lost()).as("Orders lost%n%s", outcome.log()).isZero();
        assertThat(outcome.broken()).as("Broken requests%n%s", outcome.log()).isEmpty();
        assertThat(outcome.log().lines()).noneMatch((line) -> line.contains(" ERROR "));
        return outcome;
    }

    private void assertOrdersLost(String name, String... arguments) throws Exception {
        Outcome outcome = run(name, arguments);
        assertThat(outcome.lost()).as("Orders lost: else this load proves nothing%n%s", outcome.log()).isPositive();
    }

    private Outcome run(String name, String... arguments) throws Exception {
        Outcome outcome = new Proof(name, List.of(arguments)).run(this.directory);
        System.out.println("proof: " + outcome);
        assertThat(outcome.accepted()).as("Orders accepted%n%s", outcome.log()).isGreaterThanOrEqualTo(200);
        return outcome;
    }

    static IntStream rounds() {
        return IntStream.rangeClosed(1, Integer.getInteger("proof.rounds", 1));
    }

}
