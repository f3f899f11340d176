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
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/**
 * Forbids that the door and the count disturb each other: a drain is called off, the
 * group is opened again in the same moment as units come and go, and either the door
 * stays shut or a unit is lost.
 */
public final class Reopen {

    private Reopen() {
    }

    /** Closing and opening lose no unit, whatever else happens. */
    @JCStressTest
    @Outcome(id = "true, false, 1, true", expect = Expect.ACCEPTABLE, desc = "Open again; the unit was admitted")
    @Outcome(id = "false, false, 0, true", expect = Expect.ACCEPTABLE,
            desc = "Open again; the unit met the closed door")
    @Outcome(expect = Expect.FORBIDDEN, desc = "The door stays shut, or the count is wrong")
    @State
    public static class WhileUnitsComeAndGo {

        private final WaitGroup group = new WaitGroup("test");

        private final Registration unit = this.group.register("unit");

        private @Nullable Registration next;

        @Actor
        public void closeAndReopen() {
            this.group.close();
            this.group.reopen();
        }

        @Actor
        public void end() {
            this.unit.close();
        }

        @Actor
        public void register(LLLL_Result result) {
            this.next = Probe.tryRegister(this.group);
            result.r1 = this.next != null;
        }

        @Arbiter
        public void then(LLLL_Result result) {
            result.r2 = this.group.isClosed();
            result.r3 = this.group.count();
            if (this.next != null) {
                this.next.close();
            }
            result.r4 = Probe.isZero(this.group);
        }

    }

    /** Waiters are not affected by the door, and the door not by waiters. */
    @JCStressTest
    @Outcome(id = "true, false, true", expect = Expect.ACCEPTABLE, desc = "Released, and open again")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Left at the gate, or at a shut door")
    @State
    public static class WhileOneWaits {

        private final WaitGroup group = new WaitGroup("test");

        private final Registration unit = this.group.register("unit");

        private @Nullable CompletionStage<?> zero;

        public WhileOneWaits() {
            this.group.close();
        }

        @Actor
        public void reopen() {
            this.group.reopen();
        }

        @Actor
        public void end() {
            this.unit.close();
        }

        @Actor
        public void waiter() {
            this.zero = this.group.completion();
        }

        @Arbiter
        public void then(ZZZ_Result result) {
            result.r1 = Probe.isDone(this.zero);
            result.r2 = this.group.isClosed();
            result.r3 = Probe.tryAdd(this.group);
        }

    }

}
