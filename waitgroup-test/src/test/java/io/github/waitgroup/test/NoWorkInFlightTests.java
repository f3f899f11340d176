// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.test;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.engine.TestExecutionResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a test fails if, and only if, it leaves work in flight.
 */
class NoWorkInFlightTests {

    @Test
    void workLeftIsNamed() {
        Run run = Run.of(Leaving.class);
        assertThat(run.failure("leaves")).isInstanceOf(AssertionError.class)
            .message()
            .startsWith("2 units of work that the test began still in flight, 0.0s after it:")
            .containsPattern(
                    "mails: Mail\\.send #\\d+, RUNNING, in flight for \\d+\\.\\ds, on thread stuck-Mail\\.send")
            .contains("Work.waitForTheEnd(Work.java:")
            .containsPattern("mails: Mail\\.queue #\\d+, QUEUED, in flight for \\d+\\.\\ds, on no thread")
            .contains("@NoWorkInFlight(within = ...)", "@NoWorkInFlight(enabled = false)");
        run.passed("endsAll");
    }

    @Test
    void workThatEndsInTimeIsAwaited() {
        Run.of(Ending.class).passed("endsAMomentLater").passed("endsAfterEach");
    }

    @Test
    void unnamedWorkIsToldByNumber() {
        Run run = Run.of(Unnamed.class);
        assertThat(run.failure("leaves")).message()
            .startsWith("3 units of work")
            .contains("mails: 3 without a name, by add() or hold()");
    }

    @Test
    void manyUnitsAreListedInPart() {
        Run run = Run.of(Many.class);
        assertThat(run.failure("leaves")).message()
            .startsWith("25 units of work")
            .contains("\tone: Job #", "... and 5 more")
            .satisfies((text) -> assertThat(text.split("Job #", -1)).hasSize(1 + Left.NAMED));
    }

    @Test
    void aFailedTestKeepsItsFailure() {
        Throwable failure = Run.of(Failing.class).failure("failsAndLeaves");
        assertThat(failure).isInstanceOf(IllegalStateException.class).hasMessage("the test's own");
        assertThat(failure.getSuppressed()).singleElement().asString().contains("Mail.send");
    }

    @Test
    void aTestWithoutGroupsIsAnError() {
        Run run = Run.of(Empty.class);
        assertThat(run.failure("hasNothing")).message()
            .contains("nothing to check at " + Empty.class.getName() + ".hasNothing", "Keep the group")
            .contains("@NoWorkInFlight(enabled = false)");
        assertThat(run.failure("failsBefore")).hasMessage("too early").hasNoSuppressedExceptions();
        assertThat(run.statuses("isAborted")).containsExactly(TestExecutionResult.Status.ABORTED);
        run.passed("isExempt");
    }

    @Test
    void aThreadLeftInterruptedIsLeftSo() {
        Run.of(Interrupted.class).passed("endsAMomentLater");
        assertThat(Interrupted.leftSo).isTrue();
    }

    @Test
    void aNegativeTimeIsAnError() {
        assertThat(Run.of(Negative.class).failure("any")).message()
            .contains("@NoWorkInFlight(within = -1) at any()", "must not be negative");
    }

    @NoWorkInFlight(within = 50, unit = TimeUnit.MILLISECONDS)
    static class Leaving {

        private final WaitGroup group = new WaitGroup("mails");

        @Test
        void leaves() {
            Work.stuck(this.group, "Mail.send");
            this.group.enqueue("Mail.queue");
        }

        @Test
        void endsAll() {
            this.group.register("Mail.send").close();
        }

    }

    @NoWorkInFlight(within = 2, unit = TimeUnit.MINUTES)
    static class Ending {

        // Is there only after the @BeforeEach methods
        private WaitGroup group = new WaitGroup("unused");

        private CountDownLatch end = new CountDownLatch(1);

        @BeforeEach
        void setUp() {
            this.group = new WaitGroup("mails");
        }

        @Test
        void endsAMomentLater() {
            Work.brief(this.group, "Mail.send");
        }

        @Test
        void endsAfterEach() {
            this.end = Work.stuck(this.group, "Mail.send");
        }

        @AfterEach
        void tearDown() {
            this.end.countDown();
        }

    }

    static class Unnamed {

        private final WaitGroup group = new WaitGroup("mails");

        @Test
        @NoWorkInFlight(within = 0)
        void leaves() {
            this.group.add(2);
            assertThat(this.group.hold()).isNotNull();
        }

    }

    @NoWorkInFlight(within = 0)
    static class Many {

        private final WaitGroupRegistry registry = new WaitGroupRegistry();

        @Test
        void leaves() {
            for (int i = 0; i < 12; i++) {
                this.registry.group("one").register("Job");
                this.registry.group("two").register("Job");
            }
            this.registry.group("two").add(1);
        }

    }

    @NoWorkInFlight(within = 0)
    static class Failing {

        private final WaitGroup group = new WaitGroup("mails");

        @Test
        void failsAndLeaves() {
            this.group.register("Mail.send");
            throw new IllegalStateException("the test's own");
        }

    }

    @NoWorkInFlight
    static class Empty {

        @SuppressWarnings({ "NullAway", "UnusedVariable" }) // as a test has it that
                                                            // forgot to set it
        private WaitGroup group;

        @Test
        void hasNothing() {
        }

        @Test
        void failsBefore() {
            throw new IllegalStateException("too early");
        }

        @Test
        void isAborted() {
            Assumptions.abort("not here");
        }

        @Test
        @NoWorkInFlight(enabled = false)
        void isExempt() {
        }

    }

    // Registered first, and so asked last
    @ExtendWith(Interrupted.Look.class)
    @NoWorkInFlight
    static class Interrupted {

        private static volatile boolean leftSo;

        private final WaitGroup group = new WaitGroup("mails");

        @Test
        void endsAMomentLater() {
            Work.brief(this.group, "Mail.send");
            Thread.currentThread().interrupt();
        }

        static class Look implements AfterEachCallback {

            @Override
            public void afterEach(ExtensionContext context) {
                leftSo = Thread.currentThread().isInterrupted();
            }

        }

    }

    @NoWorkInFlight(within = -1)
    static class Negative {

        @SuppressWarnings("UnusedVariable")
        private final WaitGroup group = new WaitGroup("mails");

        @Test
        void any() {
        }

    }

}
