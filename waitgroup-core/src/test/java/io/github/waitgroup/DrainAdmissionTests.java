// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DrainAdmissionTests {

    private final TestClock clock = new TestClock();

    private final WaitGroupRegistry registry = new WaitGroupRegistry(this.clock);

    private final WaitGroup group = this.registry.group("test");

    private final Drain drain = new Drain(this.registry, new DrainOptions(Duration.ofSeconds(30), Duration.ZERO,
            Duration.ZERO, Duration.ZERO, DrainOptions.Admission.DESCENDANTS, true, Duration.ZERO));

    @Test
    void quiescingAdmitsAll() {
        this.drain.begin();
        this.group.register("root").close();
        assertThat(this.group.isClosed()).isFalse();
    }

    @Test
    void drainingAdmitsDescendantsOnly() throws Exception {
        Registration unit = this.group.register("unit");
        CountDownLatch draining = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        this.drain.begin();
        try (Threads threads = new Threads()) {
            Future<Registration> child = threads.start(() -> {
                try (Scope scope = unit.enter()) {
                    assertThat(scope).isNotNull();
                    Threads.await(mayEnd);
                    return this.group.enqueue("child");
                }
                finally {
                    unit.close();
                }
            });
            // The clock is read for what is left of the deadline, after the groups closed
            this.clock.atNextReading(draining::countDown);
            Future<DrainReport> report = threads.start(this.drain::await);
            Threads.await(draining);
            assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> this.group.register("root"));
            mayEnd.countDown();
            Threads.get(child).close();
            assertThat(Threads.get(report).completedCount()).isEqualTo(2);
        }
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> this.group.register("root"));
        assertThatExceptionOfType(RejectedExecutionException.class)
            .isThrownBy(() -> this.registry.group("new").register("root"));
    }

}
