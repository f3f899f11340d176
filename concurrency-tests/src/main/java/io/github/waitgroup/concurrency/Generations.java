// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.concurrency;

import java.util.Objects;
import java.util.concurrent.CompletionStage;

import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.ZJ_Result;
import org.openjdk.jcstress.infra.results.ZZJ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * Forbids that one round is mixed up with the next: a group is used again as soon as it
 * was zero, and a waiter of the first round either sleeps on into the second or opens the
 * gate of the second to its waiters.
 */
public final class Generations {

    private Generations() {
    }

    /** A waiter of the first round is released by the first zero, another one comes. */
    @JCStressTest
    @Outcome(id = "true, true, 0", expect = Expect.ACCEPTABLE, desc = "Each released by the first zero after it came")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Slept through a zero, or a wrong count")
    @State
    public static class NextUnitAtOnce {

        private final WaitGroup group = new WaitGroup("test");

        private final Registration unit = this.group.register("unit");

        private final CompletionStage<?> first = this.group.completion();

        private @Nullable Registration next;

        private @Nullable CompletionStage<?> second;

        @Actor
        public void endAndBegin() {
            this.unit.close();
            this.next = this.group.register("next");
        }

        @Actor
        public void waiter() {
            this.second = this.group.completion();
        }

        @Arbiter
        public void then(ZZJ_Result result) {
            result.r1 = Probe.isDone(this.first);
            Objects.requireNonNull(this.next).close();
            result.r2 = Probe.isDone(this.second);
            result.r3 = this.group.count();
        }

    }

    /** A unit begins just when the last one opens the gate for a waiter. */
    @JCStressTest
    @Outcome(id = "1, false, true", expect = Expect.ACCEPTABLE, desc = "Begun in time: released by its end")
    @Outcome(id = "1, true, true", expect = Expect.ACCEPTABLE, desc = "Begun after the zero: released before")
    @Outcome(expect = Expect.FORBIDDEN, desc = "The opening gate swallowed the unit, or stayed shut")
    @State
    public static class BeginsAtTheZero {

        private final WaitGroup group = new WaitGroup("test");

        private final Registration unit = this.group.register("unit");

        private final CompletionStage<?> first = this.group.completion();

        private @Nullable Registration next;

        @Actor
        public void end() {
            this.unit.close();
        }

        @Actor
        public void begin() {
            this.next = this.group.register("next");
        }

        @Arbiter
        public void then(LLL_Result result) {
            result.r1 = this.group.count();
            result.r2 = Probe.isDone(this.first);
            Objects.requireNonNull(this.next).close();
            result.r3 = Probe.isDone(this.first) && Probe.isZero(this.group);
        }

    }

    /** The gate of the second round stays shut, although the first one just ended. */
    @JCStressTest
    @Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "Released by the zero of its own round")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Let through by a zero that was before its time, or never")
    @State
    public static class LateWaiter {

        private final WaitGroup group = new WaitGroup("test");

        private final Registration unit = this.group.register("unit");

        private @Nullable Registration next;

        private @Nullable CompletionStage<?> second;

        @Actor
        public void end() {
            this.unit.close();
        }

        @Actor
        public void beginAndWait() {
            this.next = this.group.register("next");
            this.second = this.group.completion();
        }

        @Arbiter
        public void then(ZZ_Result result) {
            result.r1 = Probe.isDone(this.second);
            Objects.requireNonNull(this.next).close();
            result.r2 = Probe.isDone(this.second);
        }

    }

    /**
     * Two threads that count to zero again and again, and a waiter that wants one zero.
     */
    @JCStressTest
    @Outcome(id = "true, 0", expect = Expect.ACCEPTABLE, desc = "Released, and the count is exact")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Slept through every zero, or a wrong count")
    @State
    public static class ManyZeros {

        private final WaitGroup group = new WaitGroup("test");

        @Actor
        public void units() {
            for (int i = 0; i < 3; i++) {
                this.group.register("unit").close();
            }
        }

        @Actor
        public void adds() {
            for (int i = 0; i < 3; i++) {
                this.group.add(1);
                this.group.done();
            }
        }

        @Actor
        public void waiter(ZJ_Result result) {
            result.r1 = Probe.becomesZero(this.group);
        }

        @Arbiter
        public void then(ZJ_Result result) {
            result.r2 = this.group.count();
        }

    }

}
