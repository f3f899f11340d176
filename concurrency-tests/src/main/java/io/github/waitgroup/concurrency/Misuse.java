// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.concurrency;

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
import org.openjdk.jcstress.infra.results.LLLL_Result;
import org.openjdk.jcstress.infra.results.ZJ_Result;
import org.openjdk.jcstress.infra.results.ZZJ_Result;

/**
 * Forbids that a done() too many goes unnoticed: two threads call it for one add(), the
 * count falls below zero or takes a unit of somebody else, and nobody hears of it.
 */
public final class Misuse {

    private Misuse() {
    }

    /** Exactly one of two done() for one add() throws. */
    @JCStressTest
    @Outcome(id = { "true, false, 0", "false, true, 0" }, expect = Expect.ACCEPTABLE, desc = "One of them throws")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Both or neither threw, or the count is wrong")
    @State
    public static class TwoDoneForOneAdd {

        private final WaitGroup group = new WaitGroup("test");

        public TwoDoneForOneAdd() {
            this.group.add(1);
        }

        @Actor
        public void first(ZZJ_Result result) {
            result.r1 = Probe.tryDone(this.group);
        }

        @Actor
        public void second(ZZJ_Result result) {
            result.r2 = Probe.tryDone(this.group);
        }

        @Arbiter
        public void then(ZZJ_Result result) {
            result.r3 = this.group.count();
        }

    }

    /** Units in flight, and a waiter, do not hide it: done() never takes a unit. */
    @JCStressTest
    @Outcome(id = { "true, false, 1, true", "false, true, 1, true" }, expect = Expect.ACCEPTABLE,
            desc = "One of them throws; the unit is still in flight")
    @Outcome(expect = Expect.FORBIDDEN, desc = "The unit was counted out in place of an add")
    @State
    public static class BesideAUnit {

        private final WaitGroup group = new WaitGroup("test");

        private final Registration unit = this.group.register("unit");

        private @Nullable CompletionStage<?> zero;

        public BesideAUnit() {
            this.group.add(1);
        }

        @Actor
        public void first(LLLL_Result result) {
            result.r1 = Probe.tryDone(this.group);
        }

        @Actor
        public void second(LLLL_Result result) {
            result.r2 = Probe.tryDone(this.group);
        }

        @Actor
        public void waiter() {
            this.zero = this.group.completion();
        }

        @Arbiter
        public void then(LLLL_Result result) {
            boolean early = Probe.isDone(this.zero);
            result.r3 = this.group.count();
            this.unit.close();
            result.r4 = !early && Probe.isDone(this.zero);
        }

    }

    /** A done() that races its own add() either meets it or throws. */
    @JCStressTest
    @Outcome(id = "true, 0", expect = Expect.ACCEPTABLE, desc = "Met the add")
    @Outcome(id = "false, 1", expect = Expect.ACCEPTABLE, desc = "Came before it, and was told so")
    @Outcome(expect = Expect.FORBIDDEN, desc = "The count is wrong")
    @State
    public static class DoneBeforeAdd {

        private final WaitGroup group = new WaitGroup("test");

        @Actor
        public void add() {
            this.group.add(1);
        }

        @Actor
        public void done(ZJ_Result result) {
            result.r1 = Probe.tryDone(this.group);
        }

        @Arbiter
        public void then(ZJ_Result result) {
            result.r2 = this.group.count();
        }

    }

}
