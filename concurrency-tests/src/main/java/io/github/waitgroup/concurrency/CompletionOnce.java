// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.concurrency;

import java.util.concurrent.atomic.AtomicInteger;

import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Forbids that what depends on a completion stage runs twice or not at all: a pool is
 * released by it, and the second release frees what somebody else holds by then.
 */
public final class CompletionOnce {

    private CompletionOnce() {
    }

    /** Two units end at once, and each thread might take itself for the last. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Once, and not again at the next zero")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Twice, or not at all")
    @State
    public static class OfTwoLast {

        private final WaitGroup group = new WaitGroup("test");

        private final Registration one = this.group.register("one");

        private final Registration two = this.group.register("two");

        private final AtomicInteger runs = new AtomicInteger();

        public OfTwoLast() {
            this.group.completion().thenRun(this.runs::incrementAndGet);
        }

        @Actor
        public void endOne() {
            this.one.close();
        }

        @Actor
        public void endTwo() {
            this.two.close();
        }

        @Arbiter
        public void then(II_Result result) {
            result.r1 = this.runs.get();
            this.group.add(1);
            this.group.done();
            result.r2 = this.runs.get();
        }

    }

    /** The stage is asked for while the last unit ends. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Once, and not again at the next zero")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Twice, or not at all")
    @State
    public static class AskedForAtTheEnd {

        private final WaitGroup group = new WaitGroup("test");

        private final Registration unit = this.group.register("unit");

        private final AtomicInteger runs = new AtomicInteger();

        @Actor
        public void end() {
            this.unit.close();
        }

        @Actor
        public void ask() {
            this.group.completion().thenRun(this.runs::incrementAndGet);
        }

        @Arbiter
        public void then(II_Result result) {
            result.r1 = this.runs.get();
            this.group.register("next").close();
            result.r2 = this.runs.get();
        }

    }

}
