// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.concurrency;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Questions to groups, without checked exceptions: nothing interrupts the actors.
 */
final class Probe {

    /** Only a lost wake-up lets a waiter whose units all end wait this long. */
    private static final Duration BOUND = Duration.ofSeconds(20);

    /** Long enough to stand at the gate, short enough to give up while others race. */
    private static final Duration MOMENT = Duration.ofNanos(5_000);

    private Probe() {
    }

    static boolean isZero(WaitGroup group) {
        return zeroWithin(group, Duration.ZERO);
    }

    static boolean isZero(WaitGroupRegistry registry) {
        return zeroWithin(registry, Duration.ZERO);
    }

    static boolean becomesZero(WaitGroup group) {
        return zeroWithin(group, BOUND);
    }

    static boolean becomesZero(WaitGroupRegistry registry) {
        return zeroWithin(registry, BOUND);
    }

    static boolean isZeroInAMoment(WaitGroup group) {
        return zeroWithin(group, MOMENT);
    }

    static boolean isDone(@Nullable CompletionStage<?> stage) {
        return Objects.requireNonNull(stage).toCompletableFuture().isDone();
    }

    private static boolean zeroWithin(WaitGroup group, Duration time) {
        try {
            return group.await(time);
        }
        catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static boolean zeroWithin(WaitGroupRegistry registry, Duration time) {
        try {
            return registry.await(time);
        }
        catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    static void await(WaitGroup group) {
        try {
            group.await();
        }
        catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    /**
     * Registers a unit unless the group refuses.
     * @param group the group
     * @return the unit, or {@code null} if it was refused
     */
    static @Nullable Registration tryRegister(WaitGroup group) {
        try {
            return group.register("unit");
        }
        catch (RejectedExecutionException ex) {
            return null;
        }
    }

    static boolean tryAdd(WaitGroup group) {
        try {
            group.add(1);
            return true;
        }
        catch (RejectedExecutionException ex) {
            return false;
        }
    }

    static boolean tryDone(WaitGroup group) {
        try {
            group.done();
            return true;
        }
        catch (IllegalStateException ex) {
            return false;
        }
    }

}
