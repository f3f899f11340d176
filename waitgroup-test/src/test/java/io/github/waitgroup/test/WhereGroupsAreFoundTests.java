// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.test;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests in which fields groups are found, and which annotation counts.
 */
class WhereGroupsAreFoundTests {

    @Test
    void inFieldsOfAnyKind() {
        Run run = Run.of(Fields.class);
        assertThat(run.failure("leavesInStatic")).hasMessageContaining("of-a-class: Job");
        assertThat(run.failure("leavesInSuperclass")).hasMessageContaining("of-a-superclass: Job");
        assertThat(run.failure("leavesInRegistry")).message()
            .startsWith("1 unit of work")
            .contains("of-a-registry: Job");
        run.passed("leavesNothing");
    }

    @Test
    void inEnclosingInstances() {
        Run run = Run.of(Outer.class);
        assertThat(run.failure("leavesOuter")).hasMessageContaining("outer: Job");
        assertThat(run.failure("leavesInner")).hasMessageContaining("inner: Job");
        run.passed("leavesNothing").passed("mayLeave");
        assertThat(run.failure("mayNotLeave")).hasMessageContaining("outer: Job");
    }

    @Test
    void thatBeforeEachHasMade() {
        assertThat(Run.of(Late.class).failure("leaves")).hasMessageContaining("late: Job");
    }

    @Test
    void throughAnAnnotationOfOnesOwn() {
        assertThat(Run.of(Composed.class).failure("leaves")).hasMessageContaining("mails: Job");
    }

    @Test
    void atEachRepetition() {
        assertThat(Run.of(Repeated.class).statuses("leavesTheSecond")).containsExactly(
                TestExecutionResult.Status.SUCCESSFUL, TestExecutionResult.Status.FAILED,
                TestExecutionResult.Status.SUCCESSFUL);
    }

    @Test
    void byTestsInParallelEachItsOwn() {
        Run run = Run.of(Parallel.class,
                Map.of("junit.jupiter.execution.parallel.enabled", "true",
                        "junit.jupiter.execution.parallel.mode.default", "concurrent",
                        "junit.jupiter.execution.parallel.config.strategy", "fixed",
                        "junit.jupiter.execution.parallel.config.fixed.parallelism", "3"));
        run.passed("leavesNothing").passed("leavesNothingEither");
        assertThat(run.failure("leaves")).hasMessageContaining("mails: Job");
    }

    abstract static class Base {

        private final WaitGroup inherited = new WaitGroup("of-a-superclass");

        final void leave() {
            this.inherited.register("Job");
        }

    }

    @NoWorkInFlight(within = 0)
    static class Fields extends Base {

        private static final WaitGroup STATIC = new WaitGroup("of-a-class");

        private final WaitGroupRegistry registry = new WaitGroupRegistry();

        // Counted with its registry, not twice
        private final WaitGroup group = this.registry.group("of-a-registry");

        @Test
        void leavesInStatic() {
            STATIC.register("Job");
        }

        @Test
        void leavesInSuperclass() {
            leave();
        }

        @Test
        void leavesInRegistry() {
            this.group.register("Job");
        }

        @Test
        void leavesNothing() {
        }

    }

    @NoWorkInFlight(within = 0)
    static class Outer {

        private final WaitGroup outer = new WaitGroup("outer");

        @Nested
        class Inner {

            private final WaitGroup inner = new WaitGroup("inner");

            @Test
            void leavesOuter() {
                Outer.this.outer.register("Job");
            }

            @Test
            void leavesInner() {
                this.inner.register("Job");
            }

            @Test
            void leavesNothing() {
            }

        }

        @Nested
        @NoWorkInFlight(enabled = false)
        class Exempt {

            @Test
            void mayLeave() {
                Outer.this.outer.register("Job");
            }

            @Test
            @NoWorkInFlight(within = 0)
            void mayNotLeave() {
                Outer.this.outer.register("Job");
            }

        }

    }

    @NoWorkInFlight(within = 0)
    static class Late {

        private WaitGroup group = new WaitGroup("early");

        @BeforeEach
        void begin() {
            this.group = new WaitGroup("late");
            this.group.register("Job");
        }

        @Test
        void leaves() {
            assertThat(this.group.count()).isOne();
        }

    }

    @Retention(RetentionPolicy.RUNTIME)
    @NoWorkInFlight(within = 0)
    @interface Strict {

    }

    @Strict
    static class Composed {

        private final WaitGroup group = new WaitGroup("mails");

        @Test
        void leaves() {
            this.group.register("Job");
        }

    }

    @NoWorkInFlight(within = 0)
    static class Repeated {

        private final WaitGroup group = new WaitGroup("mails");

        @RepeatedTest(3)
        void leavesTheSecond(RepetitionInfo repetition) {
            if (repetition.getCurrentRepetition() == 2) {
                this.group.register("Job");
            }
        }

    }

    @NoWorkInFlight(within = 0)
    static class Parallel {

        private static final CyclicBarrier ALL = new CyclicBarrier(3);

        private final List<WaitGroup> unseen = List.of(new WaitGroup("unseen"));

        private final WaitGroup group = new WaitGroup("mails");

        @Test
        void leaves() throws Exception {
            this.group.register("Job");
            ALL.await(2, TimeUnit.MINUTES);
        }

        @Test
        void leavesNothing() throws Exception {
            this.unseen.get(0).register("Job");
            ALL.await(2, TimeUnit.MINUTES);
        }

        @Test
        void leavesNothingEither() throws Exception {
            ALL.await(2, TimeUnit.MINUTES);
        }

    }

}
