// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/**
 * Forbids a hold that is counted to the wrong generation: given up, and in flight for
 * ever, or counted out twice.
 */
class HoldsGivenUpModelTests {

    @Test
    void modelOfHoldsThatAreGivenUp() {
        new ModelCheckingOptions().iterations(Integer.getInteger("lincheck.iterations", 5))
            .invocationsPerIteration(300)
            .threads(2)
            .actorsPerThread(3)
            .actorsBefore(1)
            .actorsAfter(2)
            .sequentialSpecification(Specification.class)
            .check(Operations.class);
    }

    private static List<Deque<Integer>> deques() {
        List<Deque<Integer>> deques = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            deques.add(new ArrayDeque<>());
        }
        return deques;
    }

    /**
     * What threads do.
     */
    @Param(name = "thread", gen = ThreadIdGen.class)
    public static class Operations {

        private final Count count = new Count("test");

        private final List<Deque<Integer>> own = deques();

        @Operation
        public void hold(@Param(name = "thread") int thread) {
            this.own.get(thread).push(this.count.hold(false));
        }

        @Operation
        public boolean release(@Param(name = "thread") int thread) {
            Integer generation = this.own.get(thread).poll();
            return generation != null && this.count.release(generation, null);
        }

        @Operation
        public long giveUp() {
            return this.count.abandonAnonymous(null);
        }

    }

    /**
     * What they would do one after the other.
     */
    @Param(name = "thread", gen = ThreadIdGen.class)
    public static class Specification {

        private final List<Deque<Integer>> own = deques();

        private int generation;

        private long inFlight;

        public void hold(int thread) {
            this.own.get(thread).push(this.generation);
            this.inFlight++;
        }

        public boolean release(int thread) {
            Integer of = this.own.get(thread).poll();
            if (of == null || of != this.generation) {
                return false;
            }
            this.inFlight--;
            return true;
        }

        public long giveUp() {
            long given = this.inFlight;
            this.inFlight = 0;
            this.generation += (given > 0) ? 1 : 0;
            return given;
        }

    }

}
