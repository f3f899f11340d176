// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.concurrency;

import java.util.concurrent.CompletionStage;

import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * Forbids a waiter that sleeps on although zero was reached: the last unit ends just when
 * the waiter is about to wait, neither sees the other, and the shutdown hangs until its
 * deadline.
 */
public final class NoLostWakeUp {

    private NoLostWakeUp() {
    }

    /** The gate asked for during the last close() is open after it. */
    @JCStressTest
    @Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "Released")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Left standing at the gate")
    @State
    public static class AtTheGate {

        private final WaitGroup group = new WaitGroup("test");

        private final Registration unit = this.group.register("unit");

        private @Nullable CompletionStage<?> zero;

        @Actor
        public void end() {
            this.unit.close();
        }

        @Actor
        public void waiter() {
            this.zero = this.group.completion();
        }

        @Arbiter
        public void then(Z_Result result) {
            result.r1 = Probe.isDone(this.zero);
        }

    }

    /** Two threads end the last two units: either takes the other one for the last. */
    @JCStressTest
    @Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "Released")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Left standing at the gate")
    @State
    public static class OfTwoLast {

        private final WaitGroup group = new WaitGroup("test");

        private final Registration unit = this.group.register("unit");

        private @Nullable CompletionStage<?> zero;

        public OfTwoLast() {
            this.group.add(1);
        }

        @Actor
        public void endUnit() {
            this.unit.close();
        }

        @Actor
        public void endAdd() {
            this.group.done();
        }

        @Actor
        public void waiter() {
            this.zero = this.group.completion();
        }

        @Arbiter
        public void then(Z_Result result) {
            result.r1 = Probe.isDone(this.zero);
        }

    }

    /** A blocked waiter comes back in time; lost, it would only do so at its bound. */
    @JCStressTest
    @Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "Released")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Slept until its time was over")
    @State
    public static class OfABlockedWaiter {

        private final WaitGroup group = new WaitGroup("test");

        public OfABlockedWaiter() {
            this.group.add(1);
        }

        @Actor
        public void end() {
            this.group.done();
        }

        @Actor
        public void waiter(Z_Result result) {
            result.r1 = Probe.becomesZero(this.group);
        }

    }

    /** The total of a registry goes to zero after its group, and wakes its own waiter. */
    @JCStressTest
    @Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "Released")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Slept until its time was over")
    @State
    public static class OfTheRegistry {

        private final WaitGroupRegistry registry = new WaitGroupRegistry();

        private final Registration one = this.registry.group("one").register("unit");

        private final Registration two = this.registry.group("two").register("unit");

        @Actor
        public void endOne() {
            this.one.close();
        }

        @Actor
        public void endTwo() {
            this.two.close();
        }

        @Actor
        public void waiter(Z_Result result) {
            result.r1 = Probe.becomesZero(this.registry);
        }

    }

    /** The wait without a bound ends, too, long after it began. */
    @JCStressTest(Mode.Termination)
    @Outcome(id = "TERMINATED", expect = Expect.ACCEPTABLE, desc = "Released")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Sleeps on")
    @State
    public static class WithoutABound {

        private final WaitGroup group = new WaitGroup("test");

        private final Registration unit = this.group.register("unit");

        @Actor
        public void waiter() {
            Probe.await(this.group);
        }

        @Signal
        public void end() {
            this.unit.close();
        }

    }

}
