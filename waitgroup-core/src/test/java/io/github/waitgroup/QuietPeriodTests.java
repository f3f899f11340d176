// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

class QuietPeriodTests {

    private static final Duration LONG = Duration.ofHours(1);

    private final TestClock clock = new TestClock();

    private final WaitGroupRegistry registry = new WaitGroupRegistry(this.clock);

    private final WaitGroup http = this.registry.ingress("http");

    private Drain drain(Duration min, Duration quiet, Duration max) {
        return drain(this.registry, min, quiet, max);
    }

    private static Drain drain(WaitGroupRegistry registry, Duration min, Duration quiet, Duration max) {
        return new Drain(registry, new DrainOptions(Duration.ofHours(2), min, quiet, max, DrainOptions.Admission.ALL,
                true, Duration.ZERO));
    }

    @Test
    @Timeout(30)
    void withoutGroupsForWorkFromOutsideItReturnsAtOnce() throws Exception {
        WaitGroupRegistry internal = new WaitGroupRegistry(this.clock);
        internal.group("async").add(1);
        assertThat(drain(internal, LONG, LONG, LONG).awaitQuiet()).isTrue();
    }

    @Test
    @Timeout(30)
    void idleApplicationIsQuietAtOnce() throws Exception {
        Drain drain = drain(Duration.ZERO, LONG, LONG);
        assertThat(drain.awaitQuiet()).isTrue();
        assertThat(drain.state()).isEqualTo(Drain.State.QUIESCING);
    }

    @Test
    @Timeout(30)
    void arrivalsLongAgoAreQuietAtOnce() throws Exception {
        this.http.register("request").close();
        this.clock.advance(LONG);
        assertThat(drain(Duration.ZERO, LONG, LONG).awaitQuiet()).isTrue();
    }

    @Test
    @Timeout(30)
    void internalWorkDoesNotDisturbTheQuiet() throws Exception {
        this.registry.group("async").add(1);
        assertThat(drain(Duration.ZERO, LONG, LONG).awaitQuiet()).isTrue();
    }

    @Test
    @Timeout(30)
    void busyApplicationWaitsForTheQuietPeriodSinceTheLastArrival() throws Exception {
        this.http.add(1);
        this.http.done();
        long arrival = this.clock.getAsLong();
        this.clock.advanceAtEachReading(Duration.ofMillis(3));
        assertThat(drain(Duration.ZERO, Duration.ofMillis(20), LONG).awaitQuiet()).isTrue();
        assertThat(this.clock.getAsLong() - arrival).isGreaterThanOrEqualTo(20_000_000);
    }

    @Test
    @Timeout(30)
    void maximumCutsAWaitThatIsNeverQuiet() throws Exception {
        Registration request = this.http.register("request");
        assertThat(drain(Duration.ZERO, Duration.ZERO, Duration.ZERO).awaitQuiet()).isFalse();
        this.clock.advanceAtEachReading(Duration.ofMillis(3));
        assertThat(drain(Duration.ZERO, Duration.ZERO, Duration.ofMillis(10)).awaitQuiet()).isFalse();
        assertThat(request.state()).isEqualTo(Registration.State.RUNNING);
    }

    @Test
    @Timeout(30)
    void deadlineCutsTheMaximum() throws Exception {
        this.http.register("request");
        Drain drain = drain(Duration.ZERO, Duration.ZERO, Duration.ofHours(24));
        drain.begin();
        this.clock.advance(Duration.ofHours(2));
        assertThat(drain.awaitQuiet()).isFalse();
    }

    @Test
    void minimumIsWaitedForEvenIfIdle() throws Exception {
        WaitGroupRegistry real = new WaitGroupRegistry();
        real.ingress("http");
        long start = System.nanoTime();
        assertThat(drain(real, Duration.ofMillis(10), Duration.ZERO, LONG).awaitQuiet()).isTrue();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(10_000_000);
    }

    @Test
    @Timeout(30)
    void minimumCountsFromTheStartOfQuiescing() throws Exception {
        Drain drain = drain(LONG, Duration.ZERO, LONG);
        drain.quiesce();
        this.clock.advance(LONG);
        assertThat(drain.awaitQuiet()).isTrue();
    }

    @Test
    @Timeout(30)
    void requestInFlightIsAwaited() throws Exception {
        Registration request = this.http.register("request");
        try (Threads threads = new Threads()) {
            Future<Boolean> quiet = threads.start(drain(Duration.ZERO, Duration.ZERO, LONG)::awaitQuiet);
            request.close();
            assertThat(Threads.get(quiet)).isTrue();
        }
    }

    @Test
    void resumeEndsTheWait() throws Exception {
        this.http.register("request");
        for (Duration min : List.of(Duration.ZERO, LONG)) {
            for (Duration quiet : List.of(Duration.ZERO, LONG)) {
                Drain drain = drain(min, quiet, LONG);
                drain.begin();
                try (Threads threads = new Threads()) {
                    CountDownLatch waiting = new CountDownLatch(1);
                    this.clock.atNextReading(waiting::countDown);
                    Future<Boolean> result = threads.start(drain::awaitQuiet);
                    Threads.await(waiting);
                    drain.resume();
                    assertThat(Threads.get(result)).isFalse();
                }
            }
        }
    }

    @Test
    @Timeout(30)
    void waitAfterTheDrainIsOverAtOnce() throws Exception {
        Drain drain = drain(Duration.ZERO, LONG, LONG);
        drain.await();
        this.http.register("late");
        assertThat(drain.awaitQuiet()).isFalse();
    }

    @Test
    @Timeout(30)
    void clockMayOverflowMeanwhile() throws Exception {
        TestClock old = new TestClock(Long.MAX_VALUE - 1_000);
        WaitGroupRegistry registry = new WaitGroupRegistry(old);
        registry.ingress("http");
        assertThat(drain(registry, Duration.ZERO, Duration.ofSeconds(1), LONG).awaitQuiet()).isTrue();
    }

}
