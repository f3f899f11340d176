// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.WaitGroupSnapshot;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Waits of tests: for an event, never for a time, and never for ever.
 */
public final class Bounded {

    private static final long SECONDS = 20;

    public static final Duration LIMIT = Duration.ofSeconds(SECONDS);

    private Bounded() {
    }

    public static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(SECONDS, TimeUnit.SECONDS)).as("event").isTrue();
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ex);
        }
    }

    public static <T extends @Nullable Object> T get(Future<T> future) throws Exception {
        return future.get(SECONDS, TimeUnit.SECONDS);
    }

    /**
     * Waits until nothing is in flight, and asserts that the numbers agree.
     */
    public static void assertEnded(WaitGroup group, long completed, long failed) throws InterruptedException {
        assertThat(group.await(Duration.ofSeconds(SECONDS))).as("zero of %s", group.snapshot(10, true)).isTrue();
        WaitGroupSnapshot snapshot = group.snapshot(10);
        assertThat(group.count()).isZero();
        assertThat(snapshot.inFlight()).isZero();
        assertThat(snapshot.queued()).isZero();
        assertThat(snapshot.work()).isEmpty();
        assertThat(snapshot.registered()).as("registered").isEqualTo(completed);
        assertThat(snapshot.completed()).as("completed").isEqualTo(completed);
        assertThat(snapshot.failed()).as("failed").isEqualTo(failed);
        assertThat(snapshot.abandoned()).as("abandoned").isZero();
    }

    public static WaitGroup group(WaitGroupRegistry registry, String name) {
        return Objects.requireNonNull(registry.find(name), () -> "no group " + name);
    }

}
