// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What happens to work in flight when the deadline is over: what is queued is given up at
 * once, what runs is interrupted and given a short grace to end, and what is left then is
 * given up too. Every unit given up is named; none that completed is.
 */
final class Abandonment {

    private final WaitGroupRegistry registry;

    /** Each unit caught at the deadline, as it stood before it was interrupted. */
    private final Map<Registration, WorkSnapshot> caught = new LinkedHashMap<>();

    Abandonment(WaitGroupRegistry registry) {
        this.registry = registry;
    }

    List<WorkSnapshot> carryOut(boolean interrupt, long graceNanos) {
        this.registry.groups().forEach((group) -> group.inFlight().forEach(this::snapshot));
        // Asked for before anything ends of this, so that no zero is missed
        CompletableFuture<?> zero = this.registry.zero();
        this.caught.keySet().forEach(Registration::abandonQueued);
        if (interrupt) {
            this.caught.keySet().forEach(Registration::cut);
        }
        // What arrives after a zero is not given up for having come in the grace
        if (!interrupt || !awaitZero(zero, graceNanos)) {
            giveUp();
        }
        return this.caught.entrySet()
            .stream()
            .filter((entry) -> entry.getKey().state() == Registration.State.ABANDONED)
            .map(Map.Entry::getValue)
            .toList();
    }

    private void giveUp() {
        for (WaitGroup group : this.registry.groups()) {
            for (Registration unit : group.inFlight()) {
                snapshot(unit);
                unit.abandon();
            }
            group.abandonAnonymous();
        }
        // All have ended; of some it may be this very moment, and the numbers must have
        // them, too
        this.caught.keySet().forEach(Registration::awaitCounted);
    }

    private void snapshot(Registration unit) {
        this.caught.computeIfAbsent(unit, (key) -> key.snapshot(true));
    }

    private static boolean awaitZero(CompletableFuture<?> zero, long graceNanos) {
        try {
            return Nanos.await(zero, graceNanos);
        }
        catch (InterruptedException ex) {
            // The caller is in a hurry: no grace, but the report is still made
            Thread.currentThread().interrupt();
            return false;
        }
    }

}
