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
import org.openjdk.jcstress.infra.results.ZZZ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * Forbids that a waiter gets through while something was in flight all the time: a task
 * submits the next one and ends, as chains of work do, and a drain that looks in between
 * tears the application down under the second one.
 */
public final class NoFalseZero {

    private NoFalseZero() {
    }

    /** The gate of a waiter stays shut while one unit hands over to the next. */
    @JCStressTest
    @Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "Released by the end of the child")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Released too early, or never")
    @State
    public static class AtTheGate {

        private final WaitGroup group = new WaitGroup("test");

        private final Registration parent = this.group.register("parent");

        private @Nullable Registration child;

        private @Nullable CompletionStage<?> zero;

        @Actor
        public void handOver() {
            this.child = this.group.register("child");
            this.parent.close();
        }

        @Actor
        public void waiter() {
            this.zero = this.group.completion();
        }

        @Arbiter
        public void then(ZZ_Result result) {
            result.r1 = Probe.isDone(this.zero);
            Objects.requireNonNull(this.child).close();
            result.r2 = Probe.isDone(this.zero);
        }

    }

    /** The same in plain adds, which have no unit to look at. */
    @JCStressTest
    @Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "Released by the last done()")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Released too early, or never")
    @State
    public static class InPlainAdds {

        private final WaitGroup group = new WaitGroup("test");

        private @Nullable CompletionStage<?> zero;

        public InPlainAdds() {
            this.group.add(1);
        }

        @Actor
        public void handOver() {
            this.group.add(1);
            this.group.done();
        }

        @Actor
        public void waiter() {
            this.zero = this.group.completion();
        }

        @Arbiter
        public void then(ZZ_Result result) {
            result.r1 = Probe.isDone(this.zero);
            this.group.done();
            result.r2 = Probe.isDone(this.zero);
        }

    }

    /** From units to plain adds and back: two numbers that are zero in turn. */
    @JCStressTest
    @Outcome(id = "false, false", expect = Expect.ACCEPTABLE, desc = "Something was in flight all the time")
    @Outcome(expect = Expect.FORBIDDEN, desc = "A zero that never was")
    @State
    public static class BetweenUnitsAndAdds {

        private final WaitGroup group = new WaitGroup("test");

        private final Registration unit = this.group.register("unit");

        @Actor
        public void handOver() {
            this.group.add(1);
            this.unit.close();
            Registration next = this.group.register("next");
            this.group.done();
            this.group.add(1);
            next.close();
        }

        @Actor
        public void ask(ZZ_Result result) {
            result.r1 = Probe.isZero(this.group);
            result.r2 = Probe.isZeroInAMoment(this.group);
        }

    }

    /**
     * One thread registers the child, and another one closes the parent: whoever sums up
     * several counters must not read one before and the other one after.
     */
    @JCStressTest
    @Outcome(id = "false, false", expect = Expect.ACCEPTABLE, desc = "Something was in flight all the time")
    @Outcome(expect = Expect.FORBIDDEN, desc = "A zero that never was")
    @State
    public static class ByTwoThreads {

        private final WaitGroup group = new WaitGroup("test");

        private final Registration parent = this.group.register("parent");

        private volatile @Nullable Registration child;

        @Actor
        public void registerChild() {
            this.child = this.group.register("child");
        }

        @Actor
        public void closeParent() {
            if (this.child != null) {
                this.parent.close();
            }
        }

        @Actor
        public void ask(ZZ_Result result) {
            result.r1 = Probe.isZero(this.group);
            result.r2 = Probe.isZeroInAMoment(this.group);
        }

    }

    /**
     * A request hands over to a task: no group is in flight all the time, the total is.
     */
    @JCStressTest
    @Outcome(id = "false, false, true", expect = Expect.ACCEPTABLE, desc = "Released by the end of the task")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Released too early, or never")
    @State
    public static class AcrossGroups {

        private final WaitGroupRegistry registry = new WaitGroupRegistry();

        private final WaitGroup requests = this.registry.group("requests");

        private final WaitGroup tasks = this.registry.group("tasks");

        private final Registration request = this.requests.register("request");

        private @Nullable Registration task;

        private @Nullable CompletionStage<?> zero;

        @Actor
        public void handOver() {
            this.task = this.tasks.enqueue("task");
            this.request.close();
        }

        @Actor
        public void waiter(ZZZ_Result result) {
            result.r1 = Probe.isZero(this.registry);
            this.zero = this.registry.completion();
        }

        @Arbiter
        public void then(ZZZ_Result result) {
            result.r2 = Probe.isDone(this.zero);
            Objects.requireNonNull(this.task).close();
            result.r3 = Probe.isDone(this.zero);
        }

    }

}
