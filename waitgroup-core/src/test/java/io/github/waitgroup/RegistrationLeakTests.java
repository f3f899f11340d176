// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * A registration that nobody holds and nobody closed must not hang a shutdown.
 */
class RegistrationLeakTests {

    private static final AtomicInteger TESTS = new AtomicInteger();

    private static final Duration OLD = Duration.ofSeconds(3);

    private final TestClock clock = new TestClock();

    private final WaitGroupRegistry registry = new WaitGroupRegistry(this.clock);

    // Of a name of its own: the log of another test's leak may still come
    private final String name = "test-" + TESTS.incrementAndGet();

    private final WaitGroup group = this.registry.group(this.name);

    private final CompletableFuture<LogRecord> logged = new CompletableFuture<>();

    // Held: a logger that nobody holds forgets its handlers
    private final Logger logger = Logger.getLogger(WaitGroup.class.getName());

    private final Handler handler = new Handler() {

        @Override
        public void publish(LogRecord record) {
            if (record.getMessage().contains("group " + RegistrationLeakTests.this.name + ".")) {
                RegistrationLeakTests.this.logged.complete(record);
            }
        }

        @Override
        public void flush() {
        }

        @Override
        public void close() {
        }

    };

    @BeforeEach
    void listen() {
        this.logger.addHandler(this.handler);
        this.logger.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        this.logger.removeHandler(this.handler);
        this.logger.setUseParentHandlers(true);
    }

    @Test
    void whatIsLostIsFoundNamedAndReleased() throws Exception {
        forget("Orders.forgotten");
        CompletableFuture<?> zero = this.registry.zero();
        Registration kept = this.group.register("kept");
        this.clock.advance(OLD);
        this.group.snapshot(1);
        collectUntil(this.logged);
        assertThat(this.logged.join().getMessage()).contains("'Orders.forgotten'")
            .contains("registered 3 s ago")
            .contains("leak 1 of group " + this.name)
            .contains("-Dio.github.waitgroup.leakDetection=true");
        assertThat(this.group.snapshot(5)).satisfies((snapshot) -> {
            assertThat(snapshot.work()).extracting(WorkSnapshot::label).containsExactly("kept");
            assertThat(snapshot.abandoned()).isOne();
            assertThat(snapshot.leaked()).isOne();
            assertThat(snapshot.queued()).isZero();
            assertThat(snapshot.registered()).isEqualTo(2);
        });
        assertThat(zero).isNotDone();
        kept.close();
        assertThat(zero).isDone();
        assertThat(this.registry.count()).isZero();
    }

    // In a frame of its own, whose variables keep nothing alive
    private void forget(String label) {
        this.group.enqueue(label);
    }

    @Test
    void itsOriginIsShownIfAskedFor() throws Exception {
        this.registry.leakDetection(true);
        forget("Orders.forgotten");
        this.clock.advance(OLD);
        this.group.snapshot(1);
        collectUntil(this.logged);
        assertThat(this.logged.join().getMessage()).endsWith("this one was made here:");
        assertThat(this.logged.join().getThrown()).isNotNull()
            .satisfies((site) -> assertThat(site.getStackTrace()).anyMatch(
                    (frame) -> frame.getMethodName().equals("forget") && frame.getClassName().contains("LeakTests")));
    }

    @Test
    void aLongWaitFindsIt() throws Exception {
        forget("young");
        CompletableFuture<Boolean> awaited = CompletableFuture.supplyAsync(() -> {
            try {
                return this.group.await(Threads.BOUND);
            }
            catch (InterruptedException ex) {
                throw new IllegalStateException(ex);
            }
        }, (task) -> Threads.daemon(task).start());
        collectUntil(awaited);
        assertThat(awaited.join()).isTrue();
    }

    @Test
    void aDrainNamesWhatItLearnsOfMeanwhile() throws Exception {
        Drain drain = new Drain(this.registry, new DrainOptions(Threads.BOUND, Duration.ZERO, Duration.ZERO,
                Duration.ZERO, DrainOptions.Admission.ALL, true, Duration.ZERO));
        forget("before");
        this.clock.advance(OLD);
        this.group.snapshot(1);
        collectUntil(this.logged);
        forget("meanwhile");
        this.clock.advance(OLD);
        drain.begin();
        this.group.snapshot(1);
        collectUntil(this.registry.zero());
        DrainReport report = drain.await();
        assertThat(report.outcome()).isEqualTo(Drain.State.ABANDONED);
        assertThat(report.abandonedCount()).isOne();
        assertThat(report.abandoned()).singleElement().satisfies((unit) -> {
            assertThat(unit.label()).isEqualTo("meanwhile");
            assertThat(unit.state()).isEqualTo(Registration.State.LEAKED);
            assertThat(unit.age()).isEqualTo(OLD);
        });
    }

    @Test
    void whatIsOldButHeldStaysInFlight() throws Exception {
        Registration held = this.group.enqueue("held");
        this.clock.advance(OLD);
        this.group.snapshot(1);
        assertThat(this.group.snapshot(5).work()).extracting(WorkSnapshot::label).containsExactly("held");
        collect();
        held.label("relabelled");
        held.enter().close();
        assertThat(this.group.snapshot(5)).satisfies((snapshot) -> {
            assertThat(snapshot.queued()).isZero();
            assertThat(snapshot.leaked()).isZero();
            assertThat(snapshot.work()).extracting(WorkSnapshot::label).containsExactly("relabelled");
        });
        held.close();
        assertThat(this.group.snapshot(5))
            .isEqualTo(new WaitGroupSnapshot(this.name, 0, 0, 1, 0, 0, 0, null, List.of()));
        assertThat(this.registry.count()).isZero();
    }

    @Test
    void theLastLabelAndStateOfAnOldUnitAreKnown() throws Exception {
        changeAndForget();
        collectUntil(this.logged);
        assertThat(this.logged.join().getMessage()).contains("'GET /orders/{id}'");
        assertThat(this.group.snapshot(0).queued()).isZero();
    }

    private void changeAndForget() {
        Registration unit = this.group.enqueue("http");
        this.clock.advance(OLD);
        this.group.snapshot(1);
        unit.label("GET /orders/{id}");
        unit.enter().close();
    }

    @Test
    void registeringComesAcrossOldUnitsWithoutAnybodyLooking() throws Exception {
        for (int i = 0; i < 100; i++) {
            forget("lost " + i);
        }
        this.clock.advance(OLD);
        for (int i = 0; i < 2_000; i++) {
            this.group.register("in time").close();
        }
        collectUntil(this.logged);
        assertThat(this.logged.join().getMessage()).contains("'lost ");
    }

    @Test
    void whatIsClosedWhileItBecomesSuspectIsCountedOnce() throws Exception {
        int rounds = 3_000;
        int inHand = 20;
        AtomicBoolean over = new AtomicBoolean();
        try (Threads threads = new Threads()) {
            List<Future<?>> workers = new ArrayList<>();
            for (int t = 0; t < 2; t++) {
                workers.add(threads.run(() -> {
                    ArrayDeque<Registration> units = new ArrayDeque<>();
                    for (int i = 0; i < rounds; i++) {
                        units.add(this.group.enqueue("unit"));
                        if (i % 3 == 0) {
                            units.getLast().enter().close();
                        }
                        if (units.size() > inHand) {
                            units.remove().close();
                        }
                    }
                    units.forEach(Registration::close);
                }));
            }
            Future<?> reader = threads.run(() -> {
                while (!over.get()) {
                    this.clock.advance(OLD);
                    this.group.snapshot(5);
                }
            });
            for (Future<?> worker : workers) {
                Threads.get(worker);
            }
            over.set(true);
            Threads.get(reader);
        }
        collect();
        assertThat(this.group.snapshot(5))
            .isEqualTo(new WaitGroupSnapshot(this.name, 0, 0, 2L * rounds, 0, 0, 0, null, List.of()));
        assertThat(this.registry.count()).isZero();
    }

    @Test
    void aLabelThatFailsDoesNotHideTheLeak() throws Exception {
        this.group.register(() -> {
            throw new NoClassDefFoundError("gone");
        });
        this.clock.advance(OLD);
        this.group.snapshot(1);
        collectUntil(this.registry.zero());
        collectUntil(this.logged);
        assertThat(this.logged.join().getMessage()).contains("NoClassDefFoundError: gone");
    }

    @Test
    void aLabelThatKnowsItsUnitDoesNotKeepIt() throws Exception {
        registerWithLabelThatKnowsTheUnit();
        this.clock.advance(OLD);
        this.group.snapshot(1);
        collectUntil(this.registry.zero());
    }

    private void registerWithLabelThatKnowsTheUnit() {
        Registration[] unit = new Registration[1];
        unit[0] = this.group.register(() -> "unit " + unit[0].parent().isPresent());
    }

    @Test
    void whatWaitsForOneLeakDoesNotHideTheNext() throws Exception {
        WaitGroup other = this.registry.group("other");
        CountDownLatch otherFound = new CountDownLatch(1);
        forget("first");
        CompletableFuture<Void> waiting = this.group.completion()
            .thenRun(() -> assertThatNoException().isThrownBy(() -> Threads.await(otherFound)))
            .toCompletableFuture();
        this.clock.advance(OLD);
        this.group.snapshot(1);
        collectUntil(this.logged);
        other.register("second");
        CompletableFuture<Void> found = other.completion().thenRun(otherFound::countDown).toCompletableFuture();
        this.clock.advance(OLD);
        other.snapshot(1);
        collectUntil(found);
        Threads.get(waiting);
    }

    private static void collectUntil(CompletableFuture<?> event) throws Exception {
        for (int i = 0; i < Threads.BOUND.toSeconds(); i++) {
            // It may have to be asked more than once, before and after a unit gets old
            if (isDoneSoon(event)) {
                return;
            }
        }
        throw new AssertionError("Not found in time");
    }

    private static boolean isDoneSoon(CompletableFuture<?> event) throws Exception {
        System.gc();
        try {
            event.get(1, TimeUnit.SECONDS);
            return true;
        }
        catch (TimeoutException ex) {
            return false;
        }
    }

    private static void collect() {
        WeakReference<Object> canary = new WeakReference<>(new Object());
        while (canary.get() != null) {
            System.gc();
        }
    }

}
