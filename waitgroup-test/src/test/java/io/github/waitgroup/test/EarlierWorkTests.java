// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.waitgroup.Drain;
import io.github.waitgroup.DrainOptions;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that a test is blamed for its own work only, and for work that was given up.
 */
class EarlierWorkTests {

    @Test
    void workOfEarlierTestsIsNotBlamedOnLaterOnes() {
        Run run = Run.of(Shared.class);
        assertThat(run.failure("first")).message().startsWith("1 unit of work").contains("jobs: First");
        run.passed("second").passed("third").passed("fourth");
        assertThat(run.failure("fifth")).message()
            .startsWith("2 units of work")
            .contains("jobs: Fifth", "jobs: 1 without a name", "(3 units of work more in flight since before the test)")
            .doesNotContain("First");
    }

    @Test
    void workIsAwaitedBesideEarlierWorkThatDoesNotEnd() {
        long begun = System.nanoTime();
        Run.of(Beside.class).passed("endsAMomentLater");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void earlierWorkThatEndsMakesNoRoom() {
        assertThat(Run.of(Replaced.class).failure("leaves")).message().contains("jobs: New").doesNotContain("Old");
    }

    @Test
    void abandonedWorkIsBlamed() {
        Run run = Run.of(Abandoning.class);
        assertThat(run.failure("abandons")).message()
            .startsWith("1 unit of work abandoned meanwhile:")
            .contains("\n\tjobs: 1 given up by a drain", "on purpose", "@NoWorkInFlight(enabled = false)")
            .doesNotContain("in flight");
        run.passed("givesUpWhatWasThere");
    }

    @Test
    void leakedWorkIsBlamed() {
        WaitGroup group = new WaitGroup("jobs");
        assertThatExceptionOfType(AssertionError.class)
            .isThrownBy(
                    () -> Failure.throwIfAny(Duration.ZERO, List.of(), List.of(new Left(group, List.of(), 0, 0, 3, 2))))
            .withMessageStartingWith("3 units of work abandoned meanwhile:")
            .withMessageContaining("jobs: 3, of which 2 leaked: garbage-collected and never closed");
    }

    @NoWorkInFlight(within = 0)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class Shared {

        private static final WaitGroupRegistry REGISTRY = new WaitGroupRegistry();

        private final WaitGroup group = REGISTRY.group("jobs");

        @Test
        @Order(1)
        void first() {
            this.group.register("First");
        }

        @Test
        @Order(2)
        void second() {
            this.group.register("Second").close();
        }

        @Test
        @Order(3)
        @NoWorkInFlight(enabled = false)
        void third() {
            this.group.register("Third");
            this.group.add(1);
        }

        @Test
        @Order(4)
        void fourth() {
        }

        @Test
        @Order(5)
        void fifth() {
            this.group.register("Fifth");
            this.group.add(1);
        }

    }

    @NoWorkInFlight(within = 1, unit = TimeUnit.MINUTES)
    static class Beside {

        private static final WaitGroupRegistry REGISTRY = new WaitGroupRegistry();

        @BeforeAll
        static void begin() {
            REGISTRY.group("for-ever").register("Server.listen");
        }

        @Test
        void endsAMomentLater() {
            Work.brief(REGISTRY.group("jobs"), "Job");
        }

    }

    @NoWorkInFlight(within = 0)
    static class Replaced {

        private static final WaitGroup GROUP = new WaitGroup("jobs");

        private static final Runnable OLD = GROUP.register("Old")::close;

        @Test
        void leaves() {
            OLD.run();
            GROUP.register("New");
        }

    }

    @NoWorkInFlight(within = 0)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class Abandoning {

        private static final WaitGroupRegistry REGISTRY = new WaitGroupRegistry();

        @Test
        @Order(1)
        void abandons() {
            REGISTRY.group("jobs").register("Job");
            drain();
        }

        @Test
        @Order(2)
        @NoWorkInFlight(enabled = false)
        void leavesForTheNext() {
            REGISTRY.group("jobs").register("Job");
        }

        @Test
        @Order(3)
        void givesUpWhatWasThere() {
            drain();
        }

        private static void drain() {
            Drain drain = new Drain(REGISTRY, new DrainOptions(Duration.ofMillis(1), Duration.ZERO, Duration.ZERO,
                    Duration.ZERO, DrainOptions.Admission.ALL, false, Duration.ZERO));
            drain.begin();
            assertThat(drain.await().outcome()).isEqualTo(Drain.State.ABANDONED);
            drain.resume();
        }

    }

}
