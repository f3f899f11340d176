// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.concurrency;

import java.util.concurrent.CompletionStage;

import io.github.waitgroup.Registration;
import io.github.waitgroup.Scope;
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
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/**
 * Forbids work that slips through the closing door: a drain closes the group, sees zero
 * and tears down, while a unit whose registration had already looked at the door is
 * counted in afterwards.
 */
public final class CloseAgainstRegister {

    private CloseAgainstRegister() {
    }

    /** Either refused, or counted and awaited; a refused one leaves no trace. */
    @JCStressTest
    @Outcome(id = "true, false, 1, true", expect = Expect.ACCEPTABLE, desc = "Admitted and awaited")
    @Outcome(id = "false, true, 0, true", expect = Expect.ACCEPTABLE, desc = "Refused")
    @Outcome(expect = Expect.FORBIDDEN, desc = "In flight after close() and zero, or a trace of what was refused")
    @State
    public static class OfAUnit {

        private final WaitGroup group = new WaitGroup("test");

        private @Nullable Registration unit;

        @Actor
        public void register(LLLL_Result result) {
            this.unit = Probe.tryRegister(this.group);
            result.r1 = this.unit != null;
        }

        @Actor
        public void close(LLLL_Result result) {
            this.group.close();
            result.r2 = Probe.isZero(this.group);
        }

        @Arbiter
        public void then(LLLL_Result result) {
            result.r3 = this.group.count();
            if (this.unit != null) {
                this.unit.close();
            }
            result.r4 = Probe.isZero(this.group);
        }

    }

    /** The same for a plain add, and for a waiter at the gate instead of a question. */
    @JCStressTest
    @Outcome(id = "true, false, true", expect = Expect.ACCEPTABLE, desc = "Admitted and awaited")
    @Outcome(id = "false, true, true", expect = Expect.ACCEPTABLE, desc = "Refused")
    @Outcome(expect = Expect.FORBIDDEN, desc = "In flight after close() and zero, or a trace of what was refused")
    @State
    public static class OfAnAdd {

        private final WaitGroup group = new WaitGroup("test");

        private @Nullable CompletionStage<?> zero;

        @Actor
        public void add(ZZZ_Result result) {
            result.r1 = Probe.tryAdd(this.group);
        }

        @Actor
        public void close(ZZZ_Result result) {
            this.group.close();
            this.zero = this.group.completion();
        }

        @Arbiter
        public void then(ZZZ_Result result) {
            result.r2 = Probe.isDone(this.zero);
            if (result.r1) {
                this.group.done();
            }
            result.r3 = Probe.isDone(this.zero);
        }

    }

    /** A closed registry meets a group that is only just made. */
    @JCStressTest
    @Outcome(id = "true, false, true", expect = Expect.ACCEPTABLE, desc = "Admitted and awaited")
    @Outcome(id = "false, true, true", expect = Expect.ACCEPTABLE, desc = "Refused")
    @Outcome(id = "false, false, true", expect = Expect.ACCEPTABLE_INTERESTING,
            desc = "Refused; the total held it for a moment, as a unit enters the total first")
    @Outcome(expect = Expect.FORBIDDEN, desc = "In flight after close() and zero, or a trace of what was refused")
    @State
    public static class OfANewGroup {

        private final WaitGroupRegistry registry = new WaitGroupRegistry();

        private @Nullable Registration unit;

        @Actor
        public void register(ZZZ_Result result) {
            this.unit = Probe.tryRegister(this.registry.group("new"));
            result.r1 = this.unit != null;
        }

        @Actor
        public void close(ZZZ_Result result) {
            this.registry.close();
            result.r2 = Probe.isZero(this.registry);
        }

        @Arbiter
        public void then(ZZZ_Result result) {
            if (this.unit != null) {
                this.unit.close();
            }
            result.r3 = Probe.isZero(this.registry);
        }

    }

    /** The door is closed to root work only: what is in flight may always hand over. */
    @JCStressTest
    @Outcome(id = "true, false, true", expect = Expect.ACCEPTABLE, desc = "Admitted and awaited")
    @Outcome(expect = Expect.FORBIDDEN, desc = "A descendant was refused, or not awaited")
    @State
    public static class OfADescendant {

        private final WaitGroup group = new WaitGroup("test");

        private final Registration parent = this.group.register("parent");

        private @Nullable Registration child;

        private @Nullable CompletionStage<?> zero;

        @Actor
        public void handOver(ZZZ_Result result) {
            Scope scope = this.parent.enter();
            this.child = Probe.tryRegister(this.group);
            scope.close();
            this.parent.close();
            result.r1 = this.child != null;
        }

        @Actor
        public void close(ZZZ_Result result) {
            this.group.close();
            this.zero = this.group.completion();
        }

        @Arbiter
        public void then(ZZZ_Result result) {
            result.r2 = Probe.isDone(this.zero);
            if (this.child != null) {
                this.child.close();
            }
            result.r3 = Probe.isDone(this.zero);
        }

    }

}
