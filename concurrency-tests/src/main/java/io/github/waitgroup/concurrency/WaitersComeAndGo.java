// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.concurrency;

import java.util.Objects;
import java.util.concurrent.CompletionStage;

import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLL_Result;
import org.openjdk.jcstress.infra.results.ZZJ_Result;

/**
 * Forbids that waiters change the count: counting takes another path while anyone waits,
 * and a unit that is counted in on one path and out on the other, just when a waiter
 * arrives or gives up, stays in flight for ever or is lost.
 */
public final class WaitersComeAndGo {

    private WaitersComeAndGo() {
    }

    /** A waiter comes and gives up twice while two threads count in and out. */
    @JCStressTest
    @Outcome(id = "false, false, 2, true", expect = Expect.ACCEPTABLE, desc = "The count is exact")
    @Outcome(expect = Expect.FORBIDDEN, desc = "A false zero, or a wrong count")
    @State
    public static class GivingUp {

        private final WaitGroup group = new WaitGroup("test");

        private final Registration base = this.group.register("base");

        private @Nullable Registration left;

        @Actor
        public void countUnits() {
            this.group.register("short").close();
            this.left = this.group.register("left");
            this.group.register("short").close();
        }

        @Actor
        public void countAdds() {
            this.group.add(2);
            this.group.done();
            this.group.done();
            this.group.add(1);
            this.group.done();
        }

        @Actor
        public void waitAndGiveUp(LLLL_Result result) {
            result.r1 = Probe.isZeroInAMoment(this.group);
            result.r2 = Probe.isZeroInAMoment(this.group);
        }

        @Arbiter
        public void then(LLLL_Result result) {
            result.r3 = this.group.count();
            this.base.close();
            Objects.requireNonNull(this.left).close();
            result.r4 = Probe.isZero(this.group);
        }

    }

    /** Several waiters share one zero, and each of them is released by it. */
    @JCStressTest
    @Outcome(id = "true, true, 0", expect = Expect.ACCEPTABLE, desc = "Both released")
    @Outcome(expect = Expect.FORBIDDEN, desc = "One left behind, or a wrong count")
    @State
    public static class Several {

        private final WaitGroup group = new WaitGroup("test");

        private final Registration unit = this.group.register("unit");

        private @Nullable CompletionStage<?> first;

        private @Nullable CompletionStage<?> second;

        @Actor
        public void end() {
            this.unit.close();
        }

        @Actor
        public void waitFirst() {
            this.first = this.group.completion();
        }

        @Actor
        public void waitSecond() {
            this.second = this.group.completion();
        }

        @Arbiter
        public void then(ZZJ_Result result) {
            result.r1 = Probe.isDone(this.first);
            result.r2 = Probe.isDone(this.second);
            result.r3 = this.group.count();
        }

    }

    /** One waiter stays at the gate while another one comes and gives up. */
    @JCStressTest
    @Outcome(id = "true, true, 0", expect = Expect.ACCEPTABLE, desc = "Released by the only zero")
    @Outcome(id = "true, false, 0", expect = Expect.ACCEPTABLE, desc = "Gave up before it")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Left at the gate by the other's giving up")
    @State
    public static class OneStays {

        private final WaitGroup group = new WaitGroup("test");

        private final Registration unit = this.group.register("unit");

        private final CompletionStage<?> zero = this.group.completion();

        @Actor
        public void end() {
            this.unit.close();
        }

        @Actor
        public void waitAndGiveUp(ZZJ_Result result) {
            result.r2 = Probe.isZeroInAMoment(this.group);
        }

        @Arbiter
        public void then(ZZJ_Result result) {
            result.r1 = Probe.isDone(this.zero);
            result.r3 = this.group.count();
        }

    }

    /** The total and the group have waiters of their own, which come at any time. */
    @JCStressTest
    @Outcome(id = "false, true, 0, 0", expect = Expect.ACCEPTABLE, desc = "Both counts are exact")
    @Outcome(expect = Expect.FORBIDDEN, desc = "A false zero, or a wrong count")
    @State
    public static class InARegistry {

        private final WaitGroupRegistry registry = new WaitGroupRegistry();

        private final WaitGroup group = this.registry.group("test");

        private final Registration base = this.group.register("base");

        private boolean zeroInAMoment;

        private @Nullable CompletionStage<?> zero;

        @Actor
        public void count() {
            this.group.register("short").close();
            this.group.add(1);
            this.group.done();
        }

        @Actor
        public void waiter() {
            this.zeroInAMoment = Probe.isZeroInAMoment(this.group);
            this.zero = this.registry.completion();
        }

        @Arbiter
        public void then(LLLL_Result result) {
            result.r1 = this.zeroInAMoment || Probe.isDone(this.zero);
            this.base.close();
            result.r2 = Probe.isDone(this.zero) && Probe.isZero(this.group);
            result.r3 = this.group.count();
            result.r4 = this.registry.count();
        }

    }

}
