// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DrainUncountedTests {

    private final TestClock clock = new TestClock();

    private final WaitGroupRegistry registry = new WaitGroupRegistry(this.clock);

    private final CountDownLatch asked = new CountDownLatch(1);

    private final CountDownLatch ended = new CountDownLatch(1);

    private Drain drain(DrainOptions.Admission admission) {
        return new Drain(this.registry, new DrainOptions(Duration.ofSeconds(25), Duration.ZERO, Duration.ZERO,
                Duration.ZERO, admission, true, Duration.ZERO));
    }

    private Map<String, UncountedWork.Await> busyUntilEnded() {
        if (this.ended.getCount() == 0) {
            return Map.of();
        }
        return Map.of("pool", () -> {
            this.asked.countDown();
            Threads.await(this.ended);
        });
    }

    @Test
    void isAwaitedAndCountedWhileItIs() throws Exception {
        this.registry.uncounted("pools", this::busyUntilEnded);
        WaitGroup group = this.registry.group("pools");
        try (Threads threads = new Threads()) {
            Future<DrainReport> report = threads.start(drain(DrainOptions.Admission.ALL)::await);
            Threads.await(this.asked);
            assertThat(group.snapshot(10).work()).singleElement().satisfies((unit) -> {
                assertThat(unit.label()).isEqualTo("pool");
                assertThat(unit.state()).isEqualTo(Registration.State.RUNNING);
                assertThat(unit.thread()).isEqualTo("await pool");
            });
            this.ended.countDown();
            assertThat(Threads.get(report).outcome()).isEqualTo(Drain.State.DRAINED);
        }
        assertThat(group.count()).isZero();
        assertThat(group.snapshot(1).completed()).isEqualTo(1);
    }

    @Test
    void isAskedForOnlyWhenNothingCountedIsInFlight() throws Exception {
        AtomicInteger inFlight = new AtomicInteger(-1);
        this.registry.uncounted("pools", () -> {
            inFlight.set((int) this.registry.count());
            return Map.of();
        });
        Registration unit = this.registry.group("test").register("unit");
        try (Threads threads = new Threads()) {
            Future<DrainReport> report = threads.start(drain(DrainOptions.Admission.ALL)::await);
            unit.close();
            Threads.get(report);
        }
        assertThat(inFlight).hasValue(0);
    }

    @Test
    void whatItLeavesBehindIsAwaitedToo() throws Exception {
        CountDownLatch left = new CountDownLatch(1);
        Registration[] unit = new Registration[1];
        AtomicInteger times = new AtomicInteger();
        this.registry.uncounted("pools", () -> {
            if (times.incrementAndGet() > 1) {
                return Map.of();
            }
            return Map.of("pool", () -> {
                unit[0] = this.registry.group("test").register("left behind");
                left.countDown();
            });
        });
        try (Threads threads = new Threads()) {
            Future<DrainReport> report = threads.start(drain(DrainOptions.Admission.ALL)::await);
            Threads.await(left);
            assertThat(report).isNotDone();
            unit[0].close();
            assertThat(Threads.get(report).completedCount()).isEqualTo(2);
        }
        assertThat(times).hasValue(2);
    }

    @Test
    void isReportedOnceIfItDoesNotEnd() throws Exception {
        Drain drain = drain(DrainOptions.Admission.ALL);
        this.registry.uncounted("pools", this::busyUntilEnded);
        drain.begin();
        this.clock.advance(Duration.ofSeconds(25));
        assertThat(drain.await().abandoned()).singleElement()
            .extracting(WorkSnapshot::label, WorkSnapshot::group)
            .containsExactly("pool", "pools");
        assertThat(drain.awaitLate().abandoned()).isEmpty();
        this.ended.countDown();
    }

    @Test
    void isAwaitedLateToo() throws Exception {
        Drain drain = drain(DrainOptions.Admission.ALL);
        drain.await();
        this.registry.uncounted("pools", this::busyUntilEnded);
        try (Threads threads = new Threads()) {
            Future<DrainReport> report = threads.start(drain::awaitLate);
            Threads.await(this.asked);
            assertThat(report).isNotDone();
            this.ended.countDown();
            assertThat(Threads.get(report).outcome()).isEqualTo(Drain.State.DRAINED);
        }
    }

    @Test
    void isAdmittedWhereOnlyDescendantsAre() throws Exception {
        this.registry.uncounted("pools", this::busyUntilEnded);
        try (Threads threads = new Threads()) {
            Future<DrainReport> report = threads.start(drain(DrainOptions.Admission.DESCENDANTS)::await);
            Threads.await(this.asked);
            this.ended.countDown();
            assertThat(Threads.get(report).completedCount()).isEqualTo(1);
        }
    }

    @Test
    void whatFailsToTellOrToWaitStopsNothing() {
        AtomicInteger times = new AtomicInteger();
        this.registry.uncounted("pools", () -> {
            throw new IllegalStateException("cannot tell");
        });
        this.registry.uncounted("pools", () -> {
            if (times.incrementAndGet() > 1) {
                return Map.of();
            }
            return Map.of("pool", () -> {
                throw new IllegalStateException("cannot wait");
            });
        });
        assertThat(drain(DrainOptions.Admission.ALL).await().outcome()).isEqualTo(Drain.State.DRAINED);
        assertThat(this.registry.group("pools").snapshot(1).failed()).isEqualTo(1);
    }

    @Test
    void whatIsTakenAwayIsNotAskedForAnyMore() {
        AtomicInteger times = new AtomicInteger();
        UncountedWork work = () -> {
            times.incrementAndGet();
            return Map.of();
        };
        Runnable takeAway = this.registry.uncounted("pools", work);
        this.registry.uncounted("others", work);
        takeAway.run();
        takeAway.run();
        drain(DrainOptions.Admission.ALL).await();
        assertThat(times).hasValue(1);
    }

    @Test
    void isAwaitedWithoutADrain() throws Exception {
        this.registry.uncounted("pools", this::busyUntilEnded);
        assertThat(this.registry.awaitAll(Duration.ofMillis(1))).isFalse();
        try (Threads threads = new Threads()) {
            Future<Boolean> zero = threads.start(() -> this.registry.awaitAll(Threads.BOUND));
            Threads.await(this.asked);
            this.ended.countDown();
            assertThat(Threads.get(zero)).isTrue();
        }
        assertThat(this.registry.group("pools").snapshot(1).completed()).isEqualTo(1);
    }

    @Test
    void whatIsNoGroupIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> this.registry.uncounted("a group", Map::of))
            .withMessageContaining("a group");
    }

    @Test
    void isSeenWithoutBeingCounted() {
        assertThat(this.registry.isBusy()).isFalse();
        AtomicInteger left = new AtomicInteger(2);
        this.registry.uncounted("pools", () -> (left.getAndDecrement() > 0) ? Map.of("pool", () -> {
            throw new IllegalStateException("not to be awaited");
        }) : Map.of());
        assertThat(this.registry.isBusy()).isTrue();
        assertThat(this.registry.isBusy()).isTrue();
        assertThat(this.registry.isBusy()).isFalse();
        WaitGroupSnapshot pools = this.registry.group("pools").snapshot(1);
        assertThat(pools.inFlight() + pools.completed()).isZero();
    }

}
