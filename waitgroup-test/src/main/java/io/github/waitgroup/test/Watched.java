// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.test;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.waitgroup.WaitGroup;

/**
 * A registry or a group, and what was in flight there before the test began.
 */
final class Watched {

    private final Counted counted;

    private final Map<WaitGroup, Earlier> earlier = new HashMap<>();

    Watched(Counted counted) {
        this.counted = counted;
    }

    static Watched fromNowOn(Counted counted) {
        Watched watched = new Watched(counted);
        counted.groups().forEach((group) -> watched.earlier.put(group, Earlier.of(group)));
        return watched;
    }

    Counted counted() {
        return this.counted;
    }

    List<Left> left(boolean stacks) {
        return this.counted.groups()
            .stream()
            .map((group) -> Left.in(group, this.earlier.getOrDefault(group, Earlier.NONE), stacks))
            .toList();
    }

    /**
     * Waits until the test has left nothing in flight.
     * @param deadline until when, by {@link System#nanoTime()}
     * @return whether there was a moment at which nothing of the test was in flight
     * @throws InterruptedException if the thread is interrupted
     */
    boolean await(long deadline) throws InterruptedException {
        if (this.earlier.values().stream().allMatch((before) -> before.inFlight() == 0)) {
            return this.counted.await(until(deadline));
        }
        for (;;) {
            // In this order: if there is no more now than is found of the earlier later,
            // there was nothing else
            long count = this.counted.count();
            List<Left> left = left(false);
            List<Left> more = left.stream().filter((group) -> group.count() > 0).toList();
            if (more.isEmpty() && count <= left.stream().mapToLong(Left::earlier).sum()) {
                return true;
            }
            if (!next(more).await(until(deadline))) {
                return false;
            }
        }
    }

    // One that does come to zero, if possible: what was there earlier may never end
    private Counted next(List<Left> more) {
        return more.stream()
            .filter((group) -> group.earlier() == 0)
            .findFirst()
            .or(() -> more.stream().findFirst())
            .map((group) -> Counted.of(group.group()))
            .orElse(this.counted);
    }

    private static Duration until(long deadline) {
        return Duration.ofNanos(deadline - System.nanoTime());
    }

}
