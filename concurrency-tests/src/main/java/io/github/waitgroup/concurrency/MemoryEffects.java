// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.concurrency;

import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Forbids a waiter that gets through but does not see what the units have done: it reads
 * a result that its worker wrote before it ended, and finds nothing there.
 */
public final class MemoryEffects {

    private MemoryEffects() {
    }

    /** Plain writes before close() and done() are seen after await(). */
    @JCStressTest
    @Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "Saw the writes of both")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Did not see a write, or was not released")
    @State
    public static class OfAwait {

        private final WaitGroup group = new WaitGroup("test");

        private final Registration unit = this.group.register("unit");

        private int x;

        private int y;

        public OfAwait() {
            this.group.add(1);
        }

        @Actor
        public void close() {
            this.x = 1;
            this.unit.close();
        }

        @Actor
        public void done() {
            this.y = 2;
            this.group.done();
        }

        @Actor
        public void await(II_Result result) {
            boolean zero = Probe.becomesZero(this.group);
            result.r1 = zero ? this.x : -1;
            result.r2 = zero ? this.y : -1;
        }

    }

    /** The answer of a wait that does not wait is as good. */
    @JCStressTest
    @Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "Saw the writes of both")
    @Outcome(id = "-1, -1", expect = Expect.ACCEPTABLE, desc = "Came before zero")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Saw zero, but not a write")
    @State
    public static class OfAQuestion {

        private final WaitGroup group = new WaitGroup("test");

        private final Registration one = this.group.register("one");

        private final Registration two = this.group.register("two");

        private int x;

        private int y;

        @Actor
        public void closeOne() {
            this.x = 1;
            this.one.close();
        }

        @Actor
        public void closeTwo() {
            this.y = 2;
            this.two.close();
        }

        @Actor
        public void ask(II_Result result) {
            boolean zero = Probe.isZero(this.group);
            result.r1 = zero ? this.x : -1;
            result.r2 = zero ? this.y : -1;
        }

    }

    /** What depends on a stage sees them, whichever of the two threads runs it. */
    @JCStressTest
    @Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "Saw the writes of both")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Did not see a write, or did not run")
    @State
    public static class OfACompletion {

        private final WaitGroupRegistry registry = new WaitGroupRegistry();

        private final Registration one = this.registry.group("one").register("unit");

        private final Registration two = this.registry.group("two").register("unit");

        private int x;

        private int y;

        private int sawX;

        private int sawY;

        public OfACompletion() {
            this.registry.completion().thenRun(this::look);
        }

        private void look() {
            this.sawX = this.x;
            this.sawY = this.y;
        }

        @Actor
        public void closeOne() {
            this.x = 1;
            this.one.close();
        }

        @Actor
        public void closeTwo() {
            this.y = 2;
            this.two.close();
        }

        @Arbiter
        public void then(II_Result result) {
            result.r1 = this.sawX;
            result.r2 = this.sawY;
        }

    }

}
