// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.reactor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import io.github.waitgroup.Drain;
import io.github.waitgroup.DrainReport;
import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupSnapshot;
import io.github.waitgroup.WorkSnapshot;
import io.github.waitgroup.autoconfigure.Bounded;
import io.r2dbc.pool.HealthCheck;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests of subscriptions for which nobody waits, made by work in flight.
 */
class ReactorSubscriptionTests {

    private static final String[] NO_TIME = { "waitgroup.shutdown.timeout=0", "waitgroup.shutdown.interrupt=false" };

    @Test
    void runWithoutHooksShouldLoseWhatRequestSubscribedTo() {
        DrainReport report = drainWithMailUnderWay(ReactorFixture.stock());
        assertThat(report.outcome()).isEqualTo(Drain.State.DRAINED);
    }

    @Test
    void runShouldNotLoseWhatRequestSubscribedTo() {
        DrainReport report = drainWithMailUnderWay(ReactorFixture.runner());
        assertThat(report.outcome()).isEqualTo(Drain.State.ABANDONED);
        assertThat(report.abandoned()).extracting(WorkSnapshot::group, WorkSnapshot::label)
            .containsExactly(tuple("reactor", "ReactorSubscriptionTests.sendMail"));
    }

    @Test
    void runWhenSwitchedOffShouldNotCount() {
        DrainReport report = drainWithMailUnderWay(
                ReactorFixture.runner().withPropertyValues("waitgroup.reactor.enabled=false"));
        assertThat(report.outcome()).isEqualTo(Drain.State.DRAINED);
    }

    private static DrainReport drainWithMailUnderWay(ApplicationContextRunner runner) {
        AtomicReference<DrainReport> report = new AtomicReference<>();
        runner.withPropertyValues(NO_TIME).run((context) -> {
            CountDownLatch gate = new CountDownLatch(1);
            AtomicBoolean sent = new AtomicBoolean();
            Disposable mail = inRequest(context, (request) -> sendMail(gate, sent));
            report.set(context.getBean(Drain.class).await());
            assertThat(sent).isFalse();
            gate.countDown();
            mail.dispose();
            WaitGroupSnapshot snapshot = ReactorFixture.group(context).snapshot(0);
            assertThat(snapshot.registered()).isEqualTo(snapshot.completed() + snapshot.abandoned());
            assertThat(snapshot.inFlight()).isZero();
        });
        return ReactorFixture.value(report);
    }

    private static Disposable sendMail(CountDownLatch gate, AtomicBoolean sent) {
        return Mono.fromRunnable(() -> {
            Bounded.await(gate);
            sent.set(true);
        }).subscribeOn(Schedulers.boundedElastic()).subscribe();
    }

    @Test
    void runShouldAwaitWhatRequestSubscribedTo() {
        ReactorFixture.runner().run((context) -> {
            CountDownLatch gate = new CountDownLatch(1);
            AtomicBoolean sent = new AtomicBoolean();
            inRequest(context, (request) -> sendMail(gate, sent));
            assertThat(ReactorFixture.group(context).await(Duration.ZERO)).isFalse();
            gate.countDown();
            assertThat(context.getBean(Drain.class).await().outcome()).isEqualTo(Drain.State.DRAINED);
            assertThat(sent).isTrue();
        });
    }

    @Test
    void runShouldCountEachWayToSubscribeWithoutWaiting() {
        ReactorFixture.runner().run((context) -> {
            Sinks.Empty<Object> sink = Sinks.empty();
            Mono<Object> mono = sink.asMono();
            ReactorFixture.request(context, () -> {
                mono.subscribe();
                mono.subscribe((value) -> {
                });
                mono.subscribe((value) -> {
                }, (ex) -> {
                }, () -> {
                });
                mono.flux().subscribe();
                mono.flux().map((value) -> value).subscribe((value) -> {
                });
                CompletableFuture<Object> future = mono.toFuture();
                assertThat(future).isNotDone();
            });
            WaitGroup group = ReactorFixture.group(context);
            assertThat(group.count()).isEqualTo(6);
            sink.tryEmitEmpty().orThrow();
            Bounded.assertEnded(group, 6, 0);
        });
    }

    @Test
    void runWhenSubscriptionFailsShouldCountItFailed() {
        ReactorFixture.runner().run((context) -> {
            ReactorFixture.request(context,
                    () -> Mono.error(new IllegalStateException("expected")).subscribe((value) -> {
                    }, (ex) -> assertThat(ReactorFixture.label())
                        .isEqualTo("ReactorSubscriptionTests.runWhenSubscriptionFailsShouldCountItFailed")));
            Bounded.assertEnded(ReactorFixture.group(context), 1, 1);
        });
    }

    @Test
    void runWhenSubscriptionIsDisposedShouldEndUnitNotFailed() {
        ReactorFixture.runner().run((context) -> {
            Disposable subscription = inRequest(context, (request) -> Flux.never().subscribe());
            WaitGroup group = ReactorFixture.group(context);
            assertThat(group.count()).isEqualTo(1);
            subscription.dispose();
            Bounded.assertEnded(group, 1, 0);
        });
    }

    @Test
    void runShouldCountOneUnitForAllThatIsInsideOfAFlow() {
        ReactorFixture.runner().run((context) -> {
            CountDownLatch done = new CountDownLatch(1);
            ReactorFixture.request(context,
                    () -> Flux.range(0, 50)
                        .flatMap((value) -> Mono.delay(Duration.ofMillis(1)).thenReturn(value))
                        .publishOn(Schedulers.parallel())
                        .concatMap((value) -> Flux.just(value).subscribeOn(Schedulers.boundedElastic()))
                        .groupBy((value) -> value % 3)
                        .flatMap((part) -> part.publishOn(Schedulers.single()).count())
                        .doFinally((signal) -> done.countDown())
                        .subscribe());
            Bounded.await(done);
            Bounded.assertEnded(ReactorFixture.group(context), 1, 0);
        });
    }

    @Test
    void runWhenFlowHasRailsShouldCountEach() {
        ReactorFixture.runner().run((context) -> {
            CountDownLatch gate = new CountDownLatch(1);
            AtomicInteger seen = new AtomicInteger();
            ReactorFixture.request(context,
                    () -> Flux.range(0, 10).parallel(2).runOn(Schedulers.boundedElastic()).subscribe((value) -> {
                        Bounded.await(gate);
                        seen.incrementAndGet();
                    }));
            WaitGroup group = ReactorFixture.group(context);
            assertThat(group.snapshot(10).work()).extracting(WorkSnapshot::label)
                .containsOnly("ReactorSubscriptionTests.runWhenFlowHasRailsShouldCountEach")
                .hasSize(2);
            gate.countDown();
            Bounded.assertEnded(group, 2, 0);
            assertThat(seen).hasValue(10);
        });
    }

    @Test
    void runWhenCallerWaitsShouldNotCount() {
        ReactorFixture.runner().run((context) -> {
            ReactorFixture.request(context, () -> {
                assertThat(Mono.just(1).publishOn(Schedulers.parallel()).block()).isEqualTo(1);
                assertThat(Flux.range(0, 3).publishOn(Schedulers.parallel()).blockLast()).isEqualTo(2);
                assertThat(Flux.range(0, 3).toStream()).hasSize(3);
                Flux.range(0, 3).subscribeWith(new BaseSubscriber<>() {
                });
            });
            Bounded.assertEnded(ReactorFixture.group(context), 0, 0);
        });
    }

    @Test
    void runWhenLibraryBeginsAnEndlessFlowShouldNotAwaitIt() {
        ReactorFixture.runner().run((context) -> {
            Disposable endless = inRequest(context, (request) -> HealthCheck.start());
            assertThat(ReactorFixture.group(context).snapshot(0).registered()).isZero();
            endless.dispose();
        });
    }

    @Test
    void runWhenNoWorkOfThisRegistryIsInFlightShouldNotCount() {
        ReactorFixture.runner().run((context) -> {
            Disposable background = Flux.never().subscribe();
            new WaitGroup("http").register("elsewhere").run(() -> Mono.never().subscribe().dispose());
            Registration over = ReactorFixture.register(context);
            over.run(() -> {
                over.close();
                Mono.never().subscribe().dispose();
            });
            Bounded.assertEnded(ReactorFixture.group(context), 0, 0);
            background.dispose();
        });
    }

    @Test
    void runShouldKnowWhereWorkCameFromOnEveryThread() {
        ReactorFixture.runner().run((context) -> {
            List<String> labels = new ArrayList<>();
            Sinks.One<String> answer = Sinks.one();
            Registration request = ReactorFixture.register(context);
            request.run(() -> answer.asMono().map((value) -> value).doOnSubscribe((subscription) -> {
            })
                .publishOn(Schedulers.boundedElastic())
                .doOnNext((value) -> labels.add(ReactorFixture.label()))
                .subscribe((value) -> labels.add(ReactorFixture.label()), (ex) -> {
                }, () -> labels.add(ReactorFixture.label())));
            WaitGroup group = ReactorFixture.group(context);
            assertThat(group.snapshot(1).work().get(0).parent()).isEqualTo(request.id());
            Thread network = new Thread(() -> answer.tryEmitValue("value").orThrow());
            network.start();
            network.join();
            Bounded.assertEnded(group, 1, 0);
            String label = "ReactorSubscriptionTests.runShouldKnowWhereWorkCameFromOnEveryThread";
            assertThat(labels.subList(1, labels.size())).containsOnly(label);
        });
    }

    @Test
    void runWhenAdmissionIsForDescendantsShouldAdmitAndAwait() {
        ReactorFixture.runner().withPropertyValues("waitgroup.shutdown.admission=descendants").run((context) -> {
            WaitGroup group = ReactorFixture.group(context);
            Registration request = ReactorFixture.register(context);
            group.close();
            Disposable subscription = inUnit(request, (unit) -> Mono.never().subscribe());
            assertThat(group.count()).isEqualTo(1);
            subscription.dispose();
            Bounded.assertEnded(group, 1, 0);
        });
    }

    @Test
    void runWhenThreadLocalsArePropagatedShouldCountAllTheSame() {
        ReactorFixture.runner().run((context) -> {
            Hooks.enableAutomaticContextPropagation();
            try {
                Disposable subscription = inRequest(context, (request) -> Mono.never().subscribe());
                WaitGroup group = ReactorFixture.group(context);
                assertThat(group.count()).isEqualTo(1);
                subscription.dispose();
                CountDownLatch done = new CountDownLatch(1);
                ReactorFixture.request(context, () -> Schedulers.parallel().schedule(done::countDown));
                Bounded.await(done);
                Bounded.assertEnded(group, 2, 0);
            }
            finally {
                Hooks.disableAutomaticContextPropagation();
            }
        });
    }

    private static <T> T inRequest(ApplicationContext context, Function<Registration, T> work) {
        return inUnit(ReactorFixture.register(context), work);
    }

    private static <T> T inUnit(Registration unit, Function<Registration, T> work) {
        AtomicReference<T> result = new AtomicReference<>();
        unit.run(() -> result.set(work.apply(unit)));
        return ReactorFixture.value(result);
    }

}
