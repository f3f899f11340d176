// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DrainStateTests {

    private final TestClock clock = new TestClock();

    private final WaitGroupRegistry registry = new WaitGroupRegistry(this.clock);

    private final WaitGroup group = this.registry.group("test");

    private final Drain drain = new Drain(this.registry, DrainOptions.ofTimeout(Duration.ofSeconds(25)));

    @Test
    void servesAtFirst() {
        assertThat(this.drain.state()).isEqualTo(Drain.State.SERVING);
        assertThat(this.drain.isDraining()).isFalse();
        assertThat(this.drain.isOver()).isFalse();
        assertThat(this.drain.remaining()).isEqualTo(Duration.ofSeconds(25));
        assertThat(this.drain.options().timeout()).isEqualTo(Duration.ofSeconds(25));
    }

    @Test
    void quiescingStartsOnceAndWithoutTheClock() {
        assertThat(this.drain.quiesce()).isTrue();
        assertThat(this.drain.quiesce()).isFalse();
        this.clock.advance(Duration.ofSeconds(5));
        assertThat(this.drain.state()).isEqualTo(Drain.State.QUIESCING);
        assertThat(this.drain.isDraining()).isTrue();
        assertThat(this.drain.remaining()).isEqualTo(Duration.ofSeconds(25));
    }

    @Test
    void deadlineCountsFromTheFirstBegin() {
        this.drain.quiesce();
        this.clock.advance(Duration.ofSeconds(7));
        this.drain.begin();
        this.clock.advance(Duration.ofSeconds(5));
        this.drain.begin();
        assertThat(this.drain.state()).isEqualTo(Drain.State.QUIESCING);
        assertThat(this.drain.remaining()).isEqualTo(Duration.ofSeconds(20));
        assertThat(this.drain).hasToString("Drain[QUIESCING, inFlight=0, remaining=PT20S]");
        this.clock.advance(Duration.ofSeconds(50));
        assertThat(this.drain.remaining()).isZero();
    }

    @Test
    void elapsedTimeCountsFromTheFirstBeginToTheEnd() {
        assertThat(this.drain.elapsed()).isZero();
        this.drain.quiesce();
        this.clock.advance(Duration.ofSeconds(7));
        assertThat(this.drain.elapsed()).isZero();
        this.drain.begin();
        this.clock.advance(Duration.ofSeconds(5));
        assertThat(this.drain.elapsed()).isEqualTo(Duration.ofSeconds(5));
        assertThat(this.drain.await().duration()).isEqualTo(Duration.ofSeconds(5));
        this.clock.advance(Duration.ofSeconds(50));
        assertThat(this.drain.elapsed()).isEqualTo(Duration.ofSeconds(5));
        this.drain.resume();
        assertThat(this.drain.elapsed()).isZero();
    }

    @Test
    void nothingInFlightIsDrainedAtOnce() {
        assertThat(this.drain.await().outcome()).isEqualTo(Drain.State.DRAINED);
        assertThat(this.drain.state()).isEqualTo(Drain.State.DRAINED);
        assertThat(this.drain.isDraining()).isTrue();
    }

    @Test
    void stateIsDrainingWhileItWaits() throws Exception {
        Registration unit = this.group.register("unit");
        CountDownLatch draining = new CountDownLatch(1);
        this.drain.begin();
        // The clock is read for what is left of the deadline, after the state has changed
        this.clock.atNextReading(draining::countDown);
        try (Threads threads = new Threads()) {
            Future<DrainReport> report = threads.start(this.drain::await);
            Threads.await(draining);
            assertThat(this.drain.resume()).isFalse();
            assertThat(this.drain.quiesce()).isFalse();
            assertThat(this.drain.state()).isEqualTo(Drain.State.DRAINING);
            unit.close();
            assertThat(Threads.get(report).outcome()).isEqualTo(Drain.State.DRAINED);
        }
    }

    @Test
    void awaitAgainReturnsTheSameReport() {
        DrainReport report = this.drain.await();
        this.group.register("late");
        assertThat(this.drain.await()).isSameAs(report);
        this.drain.begin();
        assertThat(this.drain.await()).isSameAs(report);
    }

    @Test
    void allWhoAwaitShareOneReport() throws Exception {
        Registration unit = this.group.register("unit");
        try (Threads threads = new Threads()) {
            List<Future<DrainReport>> waiters = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                waiters.add(threads.start(this.drain::await));
            }
            unit.close();
            DrainReport report = this.drain.await();
            for (Future<DrainReport> waiter : waiters) {
                assertThat(Threads.get(waiter)).isSameAs(report);
            }
        }
    }

    @Test
    void admissionOfAllStaysOpen() {
        this.drain.await();
        this.group.register("late");
        assertThat(this.registry.count()).isOne();
    }

}
