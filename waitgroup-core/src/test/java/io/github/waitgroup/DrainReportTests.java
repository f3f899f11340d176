// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DrainReportTests {

    private final TestClock clock = new TestClock();

    private final WaitGroupRegistry registry = new WaitGroupRegistry(this.clock);

    private final Drain drain = new Drain(this.registry, new DrainOptions(Duration.ofSeconds(25), Duration.ZERO,
            Duration.ZERO, Duration.ZERO, DrainOptions.Admission.ALL, false, Duration.ZERO));

    @Test
    void drainedReportCountsWhatEndedSinceBegin() {
        WaitGroup a = this.registry.group("a");
        a.register("before").close();
        a.add(1);
        Registration during = a.register("during");
        this.drain.begin();
        this.clock.advance(Duration.ofSeconds(3));
        during.close();
        a.done();
        this.registry.group("new").register("unit").close();
        DrainReport report = this.drain.await();
        assertThat(report).isEqualTo(new DrainReport(Drain.State.DRAINED, Duration.ofSeconds(3),
                List.of(new DrainReport.Group("a", 2, 0), new DrainReport.Group("new", 1, 0)), List.of()));
        assertThat(report.completedCount()).isEqualTo(3);
        assertThat(report.abandonedCount()).isZero();
    }

    @Test
    void abandonedReportNamesEveryUnitAndCountsPlainAdds() {
        Registration first = this.registry.group("b").register("first");
        Registration second = this.registry.group("b").enqueue("second");
        Registration third = this.registry.group("a").enqueue("third");
        this.registry.group("a").add(2);
        this.drain.begin();
        this.clock.advance(Duration.ofSeconds(26));
        DrainReport report = this.drain.await();
        assertThat(report.outcome()).isEqualTo(Drain.State.ABANDONED);
        assertThat(report.duration()).isEqualTo(Duration.ofSeconds(26));
        assertThat(report.groups()).containsExactly(new DrainReport.Group("a", 0, 3), new DrainReport.Group("b", 0, 2));
        assertThat(report.abandonedCount()).isEqualTo(5);
        assertThat(report.abandoned()).extracting(WorkSnapshot::id)
            .containsExactly(third.id(), first.id(), second.id());
        assertThat(report.abandoned()).extracting(WorkSnapshot::state)
            .containsExactly(Registration.State.QUEUED, Registration.State.RUNNING, Registration.State.QUEUED);
        assertThat(report.abandoned().get(0).age()).isEqualTo(Duration.ofSeconds(26));
        assertThat(this.registry.count()).isZero();
    }

    @Test
    void unitThatEndsAsLostWhileTheReportIsMadeIsInNamesAndNumbers() throws Exception {
        // Else a report could say DRAINED and name a lost unit
        WaitGroup group = this.registry.group("test");
        Drain hasty = new Drain(this.registry, new DrainOptions(Duration.ZERO, Duration.ZERO, Duration.ZERO,
                Duration.ZERO, DrainOptions.Admission.ALL, true, Duration.ZERO));
        CyclicBarrier barrier = new CyclicBarrier(2);
        Registration[] unit = { group.register("first") };
        int rounds = 5_000;
        try (Threads threads = new Threads()) {
            Future<?> worker = threads.run(() -> {
                for (int i = 0; i < rounds; i++) {
                    Threads.await(barrier);
                    unit[0].fail();
                    unit[0].close();
                    Threads.await(barrier);
                }
            });
            for (int i = 0; i < rounds; i++) {
                unit[0] = group.register("unit");
                Threads.await(barrier);
                DrainReport report = hasty.await();
                hasty.resume();
                Threads.await(barrier);
                assertThat(report.abandoned()).hasSize((int) report.abandonedCount());
            }
            Threads.get(worker);
        }
    }

}
