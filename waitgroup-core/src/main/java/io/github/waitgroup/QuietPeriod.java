// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * The wait of a quiescing drain: at least the minimal delay, then until nothing has
 * arrived from outside for the quiet period and nothing of it is in flight, at most the
 * maximal delay. The quiet period looks back, as Armeria's does: where nothing has
 * arrived for that long there is nothing to wait for. What has no end of its own is not
 * waited for.
 * <p>
 * Each wait ends by an event or at the earliest time at which it can be quiet; nothing is
 * polled.
 */
final class QuietPeriod {

    private final WaitGroupRegistry registry;

    private final long quietNanos;

    QuietPeriod(WaitGroupRegistry registry, long quietNanos) {
        this.registry = registry;
        this.quietNanos = quietNanos;
    }

    /**
     * Waits.
     * @param earliest the time on the registry's clock until which it waits in any case
     * @param latest the time at which it gives up, not before the earliest
     * @param cancelled ends the wait when done
     * @return whether it is quiet
     */
    boolean await(long earliest, long latest, CompletableFuture<?> cancelled) throws InterruptedException {
        List<WaitGroup> ingress = ingress();
        if (ingress.isEmpty()) {
            return true;
        }
        if (Nanos.await(cancelled, earliest - this.registry.now())) {
            return false;
        }
        for (;;) {
            long left = latest - this.registry.now();
            WaitGroup busy = busy(ingress);
            long untilQuiet = untilQuiet(ingress);
            if (busy == null && untilQuiet <= 0) {
                return true;
            }
            if (left <= 0) {
                return false;
            }
            if (untilQuiet > 0) {
                Nanos.await(cancelled, Math.min(untilQuiet, left));
            }
            else if (busy != null) {
                CompletableFuture<?> change = busy.openEnds().change();
                if (busy.isBusy()) {
                    Nanos.await(CompletableFuture.anyOf(cancelled, change, busy.zero()), left);
                }
            }
            if (cancelled.isDone()) {
                return false;
            }
        }
    }

    // Here and below without streams: an idle exit would spend its time on their classes
    private List<WaitGroup> ingress() {
        List<WaitGroup> ingress = new ArrayList<>();
        for (WaitGroup group : this.registry.groups()) {
            if (group.isIngress()) {
                ingress.add(group);
            }
        }
        return ingress;
    }

    private @Nullable WaitGroup busy(List<WaitGroup> ingress) {
        for (WaitGroup group : ingress) {
            if (group.isBusy()) {
                return group;
            }
        }
        return null;
    }

    private long untilQuiet(List<WaitGroup> ingress) {
        long sinceArrival = Long.MAX_VALUE;
        for (WaitGroup group : ingress) {
            sinceArrival = Math.min(sinceArrival, group.sinceArrival());
        }
        return this.quietNanos - sinceArrival;
    }

}
