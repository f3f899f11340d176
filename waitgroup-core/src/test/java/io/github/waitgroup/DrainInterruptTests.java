// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DrainInterruptTests {

    private final WaitGroupRegistry registry = new WaitGroupRegistry();

    private final WaitGroup group = this.registry.group("test");

    private final Drain drain = new Drain(this.registry, new DrainOptions(Duration.ofHours(1), Duration.ZERO,
            Duration.ZERO, Duration.ZERO, DrainOptions.Admission.ALL, true, Duration.ofHours(1)));

    @Test
    @Timeout(30)
    void interruptedThreadGivesUpAtOnceAndKeepsItsStatus() {
        Registration unit = this.group.register("unit");
        Thread.currentThread().interrupt();
        DrainReport report = this.drain.await();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.outcome()).isEqualTo(Drain.State.ABANDONED);
        assertThat(unit.state()).isEqualTo(Registration.State.ABANDONED);
    }

    @Test
    void interruptWhileItWaitsEndsTheWait() throws Exception {
        this.group.register("unit");
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        try (Threads threads = new Threads()) {
            Future<Boolean> status = threads.start(() -> {
                thread.complete(Thread.currentThread());
                this.drain.await();
                return Thread.interrupted();
            });
            Threads.get(thread).interrupt();
            assertThat(Threads.get(status)).isTrue();
        }
        assertThat(this.drain.state()).isEqualTo(Drain.State.ABANDONED);
    }

    @Test
    void interruptedThreadStillSeesThatNothingIsInFlight() {
        Thread.currentThread().interrupt();
        DrainReport report = this.drain.await();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.outcome()).isEqualTo(Drain.State.DRAINED);
    }

    @Test
    void interruptWhileCallersTurnAwayThrows() {
        this.registry.ingress("http");
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(this.drain::awaitQuiet);
    }

}
