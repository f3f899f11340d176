// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.ZJJ_Result;
import org.openjdk.jcstress.infra.results.ZJ_Result;
import org.openjdk.jcstress.infra.results.ZZJ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * Forbids what the other tests forbid, but at the count itself: without the registration
 * around it, which takes many times as long, two threads meet far more often in the few
 * instructions that matter.
 */
public final class CountRaces {

    private CountRaces() {
    }

    private static Count countOfOne() {
        Count count = new Count("test");
        count.enter(false);
        return count;
    }

    private static long inFlight(Count count) {
        return count.totals().inFlight();
    }

    private static boolean isZero(Count count) {
        try {
            return count.await(0, Long.MAX_VALUE, () -> {
            });
        }
        catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static boolean isDone(@Nullable CompletableFuture<?> gate) {
        return gate != null && gate.isDone();
    }

    /** A unit begins just when the last one opens the gate for a waiter. */
    @JCStressTest
    @Outcome(id = "1, false, true", expect = Expect.ACCEPTABLE, desc = "Begun in time: released by its end")
    @Outcome(id = "1, true, true", expect = Expect.ACCEPTABLE, desc = "Begun after the zero: released before")
    @Outcome(expect = Expect.FORBIDDEN, desc = "The opening gate swallowed the unit, or stayed shut")
    @State
    public static class BeginsAtTheZero {

        private final Count count = countOfOne();

        private final CompletableFuture<?> gate = this.count.zero();

        @Actor
        public void end() {
            Gate.open(this.count.leave());
        }

        @Actor
        public void begin() {
            this.count.enter(false);
        }

        @Arbiter
        public void then(LLL_Result result) {
            result.r1 = inFlight(this.count);
            result.r2 = isDone(this.gate);
            Gate.open(this.count.leave());
            result.r3 = isDone(this.gate) && inFlight(this.count) == 0;
        }

    }

    /** A waiter comes just when the last unit ends. */
    @JCStressTest
    @Outcome(id = "true, 0", expect = Expect.ACCEPTABLE, desc = "Released")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Left standing at the gate, or a wrong count")
    @State
    public static class JoinsAtTheZero {

        private final Count count = countOfOne();

        private @Nullable CompletableFuture<?> gate;

        @Actor
        public void end() {
            Gate.open(this.count.leave());
        }

        @Actor
        public void join() {
            this.gate = this.count.zero();
        }

        @Arbiter
        public void then(ZJ_Result result) {
            result.r1 = isDone(this.gate);
            result.r2 = inFlight(this.count);
        }

    }

    /** A waiter comes while one thread enters and another one leaves: never zero. */
    @JCStressTest
    @Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "Released by the last unit")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Released by a zero that never was, or never")
    @State
    public static class JoinsAboveZero {

        private final Count count = countOfOne();

        private volatile boolean entered;

        private @Nullable CompletableFuture<?> gate;

        @Actor
        public void begin() {
            this.count.enter(false);
            this.entered = true;
        }

        @Actor
        public void end() {
            if (this.entered) {
                Gate.open(this.count.leave());
            }
        }

        @Actor
        public void join() {
            this.gate = this.count.zero();
        }

        @Arbiter
        public void then(ZZ_Result result) {
            result.r1 = isDone(this.gate);
            while (inFlight(this.count) > 0) {
                Gate.open(this.count.leave());
            }
            result.r2 = isDone(this.gate);
        }

    }

    /** The door is closed just when a unit enters. */
    @JCStressTest
    @Outcome(id = "true, false, 1", expect = Expect.ACCEPTABLE, desc = "Admitted, and seen by who closed")
    @Outcome(id = "false, true, 0", expect = Expect.ACCEPTABLE, desc = "Refused")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Slipped in behind who closed and saw zero")
    @State
    public static class EntersAtTheClosing {

        private final Count count = new Count("test");

        @Actor
        public void enter(ZZJ_Result result) {
            result.r1 = this.count.enter(false);
        }

        @Actor
        public void close(ZZJ_Result result) {
            this.count.close();
            result.r2 = this.count.zero().isDone();
        }

        @Arbiter
        public void then(ZZJ_Result result) {
            result.r3 = inFlight(this.count);
        }

    }

    /** Closing and opening the door lose no unit. */
    @JCStressTest
    @Outcome(id = "true, 1", expect = Expect.ACCEPTABLE, desc = "Open, and the unit is in")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Shut, or the count is wrong")
    @State
    public static class EntersAtTheReopening {

        private final Count count = countOfOne();

        @Actor
        public void count() {
            this.count.enter(true);
            Gate.open(this.count.leave());
        }

        @Actor
        public void closeAndReopen() {
            this.count.close();
            this.count.reopen();
        }

        @Arbiter
        public void then(ZJ_Result result) {
            result.r2 = inFlight(this.count);
            result.r1 = this.count.add(1, false);
        }

    }

    /** One of two done() for one add is too many, and takes no unit. */
    @JCStressTest
    @Outcome(id = { "true, false, 1", "false, true, 1" }, expect = Expect.ACCEPTABLE, desc = "One of them is refused")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Both or neither were, or the unit is gone")
    @State
    public static class TwoDoneForOneAdd {

        private final Count count = countOfOne();

        public TwoDoneForOneAdd() {
            this.count.add(1, false);
        }

        @Actor
        public void first(ZZJ_Result result) {
            result.r1 = this.count.done(null);
        }

        @Actor
        public void second(ZZJ_Result result) {
            result.r2 = this.count.done(null);
        }

        @Arbiter
        public void then(ZZJ_Result result) {
            result.r3 = inFlight(this.count);
        }

    }

    /**
     * Another one asks for zero, and so seals and opens, while one unit follows another.
     */
    @JCStressTest
    @Outcome(id = "false, 1", expect = Expect.ACCEPTABLE, desc = "Never zero, and all counted")
    @Outcome(expect = Expect.FORBIDDEN, desc = "A zero that never was, or a count lost")
    @State
    public static class AsksWhileUnitsFollow {

        private final Count count = countOfOne();

        @Actor
        public void follow() {
            this.count.enter(false);
            Gate.open(this.count.leave());
        }

        @Actor
        public void ask(ZJ_Result result) {
            result.r1 = isZero(this.count);
        }

        @Arbiter
        public void then(ZJ_Result result) {
            result.r2 = inFlight(this.count);
        }

    }

    /** The same for the words of plain adds, which are handed back and forth. */
    @JCStressTest
    @Outcome(id = "false, true, 1", expect = Expect.ACCEPTABLE, desc = "Never zero, and all counted")
    @Outcome(expect = Expect.FORBIDDEN, desc = "A zero that never was, or a count lost or refused")
    @State
    public static class AsksWhileAddsFollow {

        private final Count count = new Count("test");

        public AsksWhileAddsFollow() {
            this.count.add(1, false);
        }

        @Actor
        public void follow(ZZJ_Result result) {
            this.count.add(1, false);
            result.r2 = this.count.done(null);
        }

        @Actor
        public void ask(ZZJ_Result result) {
            result.r1 = isZero(this.count);
        }

        @Arbiter
        public void then(ZZJ_Result result) {
            result.r3 = inFlight(this.count);
        }

    }

    /** A done() too many is refused even while the words are being sealed and opened. */
    @JCStressTest
    @Outcome(id = "true, false, 1", expect = Expect.ACCEPTABLE, desc = "Refused; zero before the unit, which stays")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Accepted, or it took what was not its own")
    @State
    public static class OneDoneTooMany {

        private final Count count = new Count("test");

        @Actor
        public void done(ZZJ_Result result) {
            result.r2 = this.count.done(null);
        }

        @Actor
        public void ask(ZZJ_Result result) {
            result.r1 = isZero(this.count);
            this.count.enter(false);
        }

        @Arbiter
        public void then(ZZJ_Result result) {
            result.r3 = inFlight(this.count);
        }

    }

    /** A hold is closed just when all holds are given up. */
    @JCStressTest
    @Outcome(id = "true, 0, 1", expect = Expect.ACCEPTABLE, desc = "Closed in time; the next one is given up")
    @Outcome(id = "true, 1, 0", expect = Expect.ACCEPTABLE, desc = "Closed in time, and nothing to give up")
    @Outcome(id = "false, 1, 1", expect = Expect.ACCEPTABLE, desc = "Given up; the next one stays")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Counted out twice, or never")
    @State
    public static class ReleasedWhenGivenUp {

        private final Count count = new Count("test");

        private final int generation = this.count.hold(false);

        @Actor
        public void release(ZJJ_Result result) {
            result.r1 = this.count.release(this.generation, null);
            this.count.hold(false);
        }

        @Actor
        public void giveUp(ZJJ_Result result) {
            result.r3 = this.count.abandonAnonymous(null);
        }

        @Arbiter
        public void then(ZJJ_Result result) {
            result.r2 = inFlight(this.count);
        }

    }

}
