// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DrainAbandonmentTests {

    private final WaitGroupRegistry registry = new WaitGroupRegistry();

    private final WaitGroup group = this.registry.group("test");

    private final Threads threads = new Threads();

    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void endThreads() {
        this.never.countDown();
        this.threads.close();
    }

    private Drain drain(boolean interrupt, Duration grace) {
        return new Drain(this.registry, new DrainOptions(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO,
                DrainOptions.Admission.ALL, interrupt, grace));
    }

    private Future<?> run(Registration unit, Runnable task) throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        Future<?> future = this.threads.run(() -> unit.run(() -> {
            running.countDown();
            task.run();
        }));
        Threads.await(running);
        return future;
    }

    private void awaitInterrupt() {
        try {
            Threads.await(this.never);
        }
        catch (InterruptedException ex) {
            throw new IllegalStateException("interrupted", ex);
        }
    }

    private void endWellOfAnInterrupt() {
        try {
            awaitInterrupt();
        }
        catch (IllegalStateException ex) {
            assertThat(ex).hasMessage("interrupted");
        }
    }

    @Test
    void queuedUnitsAreGivenUpAtOnceAndNeverRun() {
        Registration unit = this.group.enqueue("queued");
        DrainReport report = drain(true, Threads.BOUND).await();
        assertThat(report.abandoned()).extracting(WorkSnapshot::label).containsExactly("queued");
        assertThat(unit.state()).isEqualTo(Registration.State.ABANDONED);
        AtomicBoolean ran = new AtomicBoolean();
        unit.run(() -> ran.set(true));
        assertThat(ran).isFalse();
    }

    @Test
    void unitThatCompletesInTheGraceIsNotNamed() throws Exception {
        Registration unit = this.group.register("running");
        Future<?> worker = run(unit, this::endWellOfAnInterrupt);
        DrainReport report = drain(true, Threads.BOUND).await();
        Threads.get(worker);
        assertThat(report.outcome()).isEqualTo(Drain.State.DRAINED);
        assertThat(report.abandoned()).isEmpty();
        assertThat(report.completedCount()).isOne();
        assertThat(unit.state()).isEqualTo(Registration.State.COMPLETED);
    }

    @Test
    void unitThatFailsOfTheInterruptIsNamedAsItStoodBefore() throws Exception {
        Registration unit = this.group.register("running");
        Future<?> worker = run(unit, this::awaitInterrupt);
        DrainReport report = drain(true, Threads.BOUND).await();
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> Threads.get(worker));
        assertThat(report.outcome()).isEqualTo(Drain.State.ABANDONED);
        assertThat(report.groups()).containsExactly(new DrainReport.Group("test", 0, 1));
        WorkSnapshot named = report.abandoned().get(0);
        assertThat(named.id()).isEqualTo(unit.id());
        assertThat(named.state()).isEqualTo(Registration.State.RUNNING);
        assertThat(named.thread()).isNotNull();
        assertThat(named.stack()).extracting(StackTraceElement::getClassName).contains(Registration.class.getName());
        assertThat(this.group.snapshot(0).failed()).isZero();
    }

    @Test
    void unitThatHadFailedBeforeTheDeadlineAndEndsInTheGraceIsNotNamed() throws Exception {
        Registration unit = this.group.register("running");
        unit.fail();
        Future<?> worker = run(unit, this::endWellOfAnInterrupt);
        DrainReport report = drain(true, Threads.BOUND).await();
        Threads.get(worker);
        assertThat(report.outcome()).isEqualTo(Drain.State.DRAINED);
        assertThat(this.group.snapshot(0).failed()).isOne();
    }

    @Test
    void unitThatHeedsNoInterruptIsGivenUpAfterTheGrace() throws Exception {
        Registration unit = this.group.register("running");
        Future<?> worker = run(unit, () -> Threads.awaitStubbornly(this.never));
        long start = System.nanoTime();
        DrainReport report = drain(true, Duration.ofMillis(5)).await();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(5_000_000);
        assertThat(report.abandoned()).extracting(WorkSnapshot::id).containsExactly(unit.id());
        assertThat(this.registry.count()).isZero();
        this.never.countDown();
        Threads.get(worker);
        assertThat(this.group.snapshot(0)).isEqualTo(new WaitGroupSnapshot("test", 0, 0, 0, 0, 1, 0, null, List.of()));
    }

    @Test
    void nobodyIsInterruptedIfSoConfigured() throws Exception {
        Registration unit = this.group.register("running");
        AtomicBoolean interrupted = new AtomicBoolean();
        Future<?> worker = run(unit, () -> {
            Threads.awaitStubbornly(this.never);
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        DrainReport report = drain(false, Threads.BOUND).await();
        assertThat(report.abandoned()).extracting(WorkSnapshot::id).containsExactly(unit.id());
        this.never.countDown();
        Threads.get(worker);
        assertThat(interrupted).isFalse();
    }

    @Test
    void workThatArrivesAfterAZeroInTheGraceIsNotGivenUp() throws Exception {
        Drain drain = drain(true, Threads.BOUND);
        for (int i = 0; i < 100; i++) {
            // Registered by the thread that wakes the drain, before the drain goes on
            Registration running = this.group.register("running");
            CompletableFuture<Registration> late = this.registry.completion()
                .thenApply((zero) -> this.group.register("late"))
                .toCompletableFuture();
            Future<?> worker = run(running, this::endWellOfAnInterrupt);
            DrainReport report = drain.await();
            assertThat(report.outcome()).isEqualTo(Drain.State.DRAINED);
            Threads.get(worker);
            assertThat(Threads.get(late).state()).isEqualTo(Registration.State.RUNNING);
            Threads.get(late).close();
            drain.resume();
        }
    }

    @Test
    void drainOnTheThreadOfAUnitGivesTheOthersTheirGrace() throws Exception {
        Registration own = this.group.register("own");
        Registration other = this.group.register("other");
        Future<?> worker = run(other, this::endWellOfAnInterrupt);
        try (Scope scope = own.enter()) {
            assertThat(scope).isNotNull();
            Future<?> ending = this.threads.run(() -> {
                Threads.get(worker);
                own.close();
            });
            DrainReport report = drain(true, Threads.BOUND).await();
            assertThat(report.outcome()).isEqualTo(Drain.State.DRAINED);
            Threads.get(ending);
        }
    }

}
