// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.concurrency;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * Forbids answers that no order of the calls explains: a zero while something is in
 * flight, a done() that is both accepted and refused, a unit admitted after close().
 * <p>
 * Model checking tries schedules one by one and shows the one that fails; the stress test
 * sees what only real processors do.
 */
class LinearizabilityTests {

    /** Scenarios of each test; a night of it takes some hundreds. */
    private static final int ITERATIONS = Integer.getInteger("lincheck.iterations", 5);

    @Test
    void modelOfAGroup() {
        modelChecking().sequentialSpecification(GroupSpecification.class).check(GroupOperations.class);
    }

    @Test
    void modelOfARegistry() {
        modelChecking().sequentialSpecification(RegistrySpecification.class).check(RegistryOperations.class);
    }

    @Test
    void stressOfAGroup() {
        stress().sequentialSpecification(GroupSpecification.class).check(GroupOperations.class);
    }

    @Test
    void stressOfARegistry() {
        stress().sequentialSpecification(RegistrySpecification.class).check(RegistryOperations.class);
    }

    private static ModelCheckingOptions modelChecking() {
        return new ModelCheckingOptions().iterations(ITERATIONS)
            .invocationsPerIteration(150)
            .threads(3)
            .actorsPerThread(2)
            .actorsBefore(2)
            .actorsAfter(2);
    }

    private static StressOptions stress() {
        return new StressOptions().iterations(ITERATIONS)
            .invocationsPerIteration(500)
            .threads(2)
            .actorsPerThread(4)
            .actorsBefore(2)
            .actorsAfter(2);
    }

}
