// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.reactor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WorkSnapshot;
import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of tasks that work in flight gives to a scheduler itself.
 */
class ReactorSchedulerTests {

    private static final String LABEL = "ReactorSchedulerTests.";

    private final Scheduler single = Schedulers.newSingle("single");

    @AfterEach
    void dispose() {
        this.single.dispose();
    }

    @Test
    void runShouldCountTaskFromTheTimeItIsScheduled() {
        ReactorFixture.runner().run((context) -> {
            CountDownLatch gate = new CountDownLatch(1);
            this.single.schedule(() -> Bounded.await(gate));
            Registration request = ReactorFixture.register(context);
            AtomicReference<String> label = new AtomicReference<>("not run");
            request.run(() -> this.single.schedule(() -> label.set(ReactorFixture.label())));
            WaitGroup group = ReactorFixture.group(context);
            WorkSnapshot unit = group.snapshot(10).work().get(0);
            assertThat(unit.state()).isEqualTo(Registration.State.QUEUED);
            assertThat(unit.parent()).isEqualTo(request.id());
            gate.countDown();
            Bounded.assertEnded(group, 1, 0);
            assertThat(label).hasValue(LABEL + "runShouldCountTaskFromTheTimeItIsScheduled");
        });
    }

    @Test
    void runShouldCountOnEveryKindOfSchedulerAndByWorkers() {
        ReactorFixture.runner().run((context) -> {
            ReactorFixture.request(context, () -> {
                for (Scheduler scheduler : new Scheduler[] { Schedulers.boundedElastic(), Schedulers.parallel(),
                        Schedulers.single(), Schedulers.immediate(), Schedulers.fromExecutor(Runnable::run),
                        this.single }) {
                    scheduler.schedule(() -> {
                    });
                    scheduler.createWorker().schedule(() -> {
                    });
                }
            });
            // Two of six run the task right there: that of immediate passes no hook, as
            // the caller has to wait for it
            Bounded.assertEnded(ReactorFixture.group(context), 10, 0);
        });
    }

    @Test
    void runWhenTaskThrowsShouldCountItFailed() throws Exception {
        CompletableFuture<Throwable> handled = new CompletableFuture<>();
        Schedulers.onHandleError((thread, ex) -> handled.complete(ex));
        try {
            ReactorFixture.runner().run((context) -> {
                ReactorFixture.request(context, () -> this.single.schedule(() -> {
                    throw new IllegalStateException("expected");
                }));
                Bounded.assertEnded(ReactorFixture.group(context), 1, 1);
            });
            // It is told after the end of the unit
            assertThat(Bounded.get(handled)).hasMessage("expected");
        }
        finally {
            Schedulers.resetOnHandleError();
        }
    }

    @Test
    void runWhenTaskIsDelayedShouldCountItWhileItRuns() {
        ReactorFixture.runner().run((context) -> {
            WaitGroup group = ReactorFixture.group(context);
            CountDownLatch running = new CountDownLatch(1);
            CountDownLatch gate = new CountDownLatch(1);
            ReactorFixture.request(context, () -> {
                Disposable never = this.single.schedule(() -> {
                }, 1, TimeUnit.DAYS);
                assertThat(group.count()).isZero();
                never.dispose();
                this.single.schedule(() -> {
                    running.countDown();
                    Bounded.await(gate);
                }, 1, TimeUnit.MILLISECONDS);
            });
            Bounded.await(running);
            assertThat(group.snapshot(10).work()).extracting(WorkSnapshot::label)
                .containsExactly(LABEL + "runWhenTaskIsDelayedShouldCountItWhileItRuns");
            gate.countDown();
            Bounded.assertEnded(group, 1, 0);
        });
    }

    @Test
    void runWhenTaskIsPeriodicShouldCountEachRun() {
        ReactorFixture.runner().run((context) -> {
            CountDownLatch runs = new CountDownLatch(3);
            AtomicReference<Disposable> schedule = new AtomicReference<>();
            CountDownLatch known = new CountDownLatch(1);
            ReactorFixture.request(context, () -> schedule.set(this.single.schedulePeriodically(() -> {
                Bounded.await(known);
                runs.countDown();
                if (runs.getCount() == 0) {
                    ReactorFixture.value(schedule).dispose();
                }
            }, 1, 1, TimeUnit.MILLISECONDS)));
            known.countDown();
            Bounded.await(runs);
            WaitGroup group = ReactorFixture.group(context);
            Bounded.assertEnded(group, 3, 0);
        });
    }

    @Test
    void runWhenOperatorSchedulesShouldWorkForTheCauseAndCountNothing() {
        ReactorFixture.runner().run((context) -> {
            AtomicReference<String> label = new AtomicReference<>("not run");
            ReactorFixture.request(context,
                    () -> Mono.fromRunnable(() -> label.set(ReactorFixture.label())).subscribeOn(this.single).block());
            assertThat(label).hasValue("GET /orders");
            Bounded.assertEnded(ReactorFixture.group(context), 0, 0);
        });
    }

    @Test
    void runWhenCauseHasEndedShouldRunTaskOfOperatorWithoutIt() {
        ReactorFixture.runner().run((context) -> {
            CountDownLatch gate = new CountDownLatch(1);
            this.single.schedule(() -> Bounded.await(gate));
            AtomicReference<String> label = new AtomicReference<>("not run");
            AtomicReference<Mono<Object>> late = new AtomicReference<>(Mono.empty());
            ReactorFixture.request(context, () -> {
                Mono<Object> cached = Mono.fromRunnable(() -> label.set(ReactorFixture.label()))
                    .subscribeOn(this.single)
                    .cache();
                cached.subscribe().dispose();
                late.set(cached);
            });
            gate.countDown();
            ReactorFixture.value(late).block();
            assertThat(label).hasValue("none");
            Bounded.assertEnded(ReactorFixture.group(context), 1, 0);
        });
    }

    @Test
    void runWhenNoWorkIsInFlightShouldNotCount() {
        ReactorFixture.runner().run((context) -> {
            CountDownLatch done = new CountDownLatch(1);
            this.single.schedule(done::countDown);
            Bounded.await(done);
            Bounded.assertEnded(ReactorFixture.group(context), 0, 0);
        });
    }

}
