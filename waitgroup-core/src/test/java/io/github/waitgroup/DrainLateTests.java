// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

class DrainLateTests {

    private final TestClock clock = new TestClock();

    private final WaitGroupRegistry registry = new WaitGroupRegistry(this.clock);

    private final WaitGroup group = this.registry.group("test");

    private final Drain drain = new Drain(this.registry, new DrainOptions(Duration.ofSeconds(25), Duration.ZERO,
            Duration.ZERO, Duration.ZERO, DrainOptions.Admission.ALL, true, Duration.ZERO));

    @Test
    void lateWorkIsAwaitedWithinWhatIsLeft() throws Exception {
        this.drain.await();
        Registration late = this.group.register("late");
        try (Threads threads = new Threads()) {
            Future<DrainReport> report = threads.start(this.drain::awaitLate);
            late.close();
            assertThat(Threads.get(report).outcome()).isEqualTo(Drain.State.DRAINED);
        }
        assertThat(this.drain.state()).isEqualTo(Drain.State.DRAINED);
        assertThat(this.drain.isOver()).isTrue();
    }

    @Test
    void lateWorkIsGivenUpWhenTheDeadlineIsOver() {
        DrainReport first = this.drain.await();
        Registration late = this.group.register("late");
        this.clock.advance(Duration.ofSeconds(25));
        DrainReport report = this.drain.awaitLate();
        assertThat(report.outcome()).isEqualTo(Drain.State.ABANDONED);
        assertThat(report.abandoned()).extracting(WorkSnapshot::id).containsExactly(late.id());
        assertThat(report.duration()).isZero();
        assertThat(this.drain.state()).isEqualTo(Drain.State.ABANDONED);
        assertThat(this.drain.await()).isSameAs(first);
    }

    @Test
    void nothingLateIsDrainedAtOnce() {
        this.drain.await();
        assertThat(this.drain.isOver()).isFalse();
        assertThat(this.drain.awaitLate().outcome()).isEqualTo(Drain.State.DRAINED);
        assertThat(this.drain.isOver()).isTrue();
        this.drain.resume();
        assertThat(this.drain.isOver()).isFalse();
    }

    @Test
    @Timeout(30)
    void awaitAfterALateLookThatCameFirstStillReturns() {
        this.group.register("unit");
        this.drain.begin();
        this.clock.advance(Duration.ofSeconds(25));
        this.drain.awaitLate();
        assertThat(this.drain.await().outcome()).isEqualTo(Drain.State.ABANDONED);
    }

    @Test
    @Timeout(30)
    void resumeDuringTheLateLookTakesItBack() throws Exception {
        CountDownLatch looking = new CountDownLatch(1);
        this.drain.await();
        Registration late = this.group.register("late");
        this.clock.advance(Duration.ofSeconds(25));
        // What is left of the deadline is read third: after the two of the late report
        this.clock.atNextReading(() -> this.clock.atNextReading(() -> this.clock.atNextReading(() -> {
            this.drain.resume();
            looking.countDown();
        })));
        this.drain.awaitLate();
        assertThat(looking.getCount()).isZero();
        assertThat(late.state()).isEqualTo(Registration.State.RUNNING);
        assertThat(this.drain.state()).isEqualTo(Drain.State.SERVING);
        assertThat(this.drain.isOver()).isFalse();
        late.close();
        assertThat(this.drain.await().outcome()).isEqualTo(Drain.State.DRAINED);
    }

}
