// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.inflight;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;

import io.github.waitgroup.InFlight;
import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WorkSnapshot;
import io.github.waitgroup.autoconfigure.Bounded;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.ConnectableFlux;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@code @InFlight} methods whose result is reactive.
 */
@ExtendWith(OutputCaptureExtension.class)
class InFlightPublisherTests {

    private static final String LABEL = "InFlightPublisherTests.Orders.";

    @Test
    void runWhenNobodySubscribesShouldCountTheCallOnly() {
        run((orders, group) -> {
            orders.one(Mono.never());
            Bounded.assertEnded(group, 1, 0);
        });
    }

    @Test
    void runWhenMonoCompletesShouldEndUnitOfEachSubscription() {
        run((orders, group) -> {
            Sinks.One<String> sink = Sinks.one();
            Mono<String> mono = orders.one(sink.asMono());
            CompletableFuture<String> first = mono.toFuture();
            CompletableFuture<String> second = mono.toFuture();
            assertThat(group.snapshot(10).work()).extracting(WorkSnapshot::label)
                .containsExactly(LABEL + "one", LABEL + "one");
            sink.tryEmitValue("value").orThrow();
            assertThat(Bounded.get(first)).isEqualTo("value");
            assertThat(Bounded.get(second)).isEqualTo("value");
            Bounded.assertEnded(group, 3, 0);
        });
    }

    @Test
    void runWhenMonoIsEmptyShouldEndUnit() {
        run((orders, group) -> {
            assertThat(orders.one(Mono.empty()).block()).isNull();
            Bounded.assertEnded(group, 2, 0);
        });
    }

    @Test
    void runWhenMonoFailsShouldCountItFailed() {
        run((orders, group) -> {
            assertThatIllegalStateException()
                .isThrownBy(() -> orders.one(Mono.error(new IllegalStateException("expected"))).block())
                .withMessage("expected");
            Bounded.assertEnded(group, 2, 1);
        });
    }

    @Test
    void runWhenSubscriptionIsCancelledShouldEndUnitNotFailed() {
        run((orders, group) -> {
            Disposable one = orders.one(Mono.never()).subscribe();
            Disposable many = orders.many(Flux.never()).subscribe();
            assertThat(group.count()).isEqualTo(2);
            one.dispose();
            many.dispose();
            Bounded.assertEnded(group, 4, 0);
        });
    }

    @Test
    void runWhenFluxEndsShouldEndUnit() {
        run((orders, group) -> {
            Sinks.Many<Integer> sink = Sinks.many().unicast().onBackpressureBuffer();
            List<Integer> seen = new ArrayList<>();
            orders.many(sink.asFlux()).subscribe(seen::add);
            sink.tryEmitNext(1).orThrow();
            sink.tryEmitNext(2).orThrow();
            assertThat(group.count()).isEqualTo(1);
            sink.tryEmitComplete().orThrow();
            assertThat(seen).containsExactly(1, 2);
            Bounded.assertEnded(group, 2, 0);
        });
    }

    @Test
    void runWhenFluxIsCutShortByOperatorShouldEndUnit() {
        run((orders, group) -> {
            assertThat(orders.many(Flux.range(0, 1000)).take(3).collectList().block()).containsExactly(0, 1, 2);
            assertThat(orders.many(Flux.range(0, 1000)).blockFirst()).isZero();
            Bounded.assertEnded(group, 4, 0);
        });
    }

    @Test
    void runWhenSourceIsFusedOrCallableShouldCountItAllTheSame() {
        run((orders, group) -> {
            assertThat(Mono.just("key").flatMap((key) -> orders.one(Mono.just(key))).block()).isEqualTo("key");
            assertThat(orders.one(Mono.fromCallable(() -> label())).block()).isEqualTo(LABEL + "one");
            assertThat(orders.many(Flux.just(1)).publishOn(Schedulers.parallel()).blockLast()).isEqualTo(1);
            assertThat(orders.many(Flux.range(0, 300)).map((value) -> value + 1).flatMap(Mono::just).count().block())
                .isEqualTo(300);
            Bounded.assertEnded(group, 8, 0);
        });
    }

    @Test
    void runWhenSubscribedShouldWorkForUnitInEachSignal() {
        run((orders, group) -> {
            List<String> labels = new ArrayList<>();
            orders.many(Flux.defer(() -> Flux.just(label(), label())))
                .subscribe((value) -> labels.add(value + " " + label()), (ex) -> {
                }, () -> labels.add("end " + label()));
            String label = LABEL + "many";
            assertThat(labels).containsExactly(label + " " + label, label + " " + label, "end " + label);
            assertThat(Registration.current()).isNull();
            Bounded.assertEnded(group, 2, 0);
        });
    }

    @Test
    void runWhenSignalsComeFromAnotherThreadShouldWorkForUnitThere() {
        run((orders, group) -> {
            Sinks.One<String> sink = Sinks.one();
            CompletableFuture<String> label = orders.one(sink.asMono()).map((value) -> value).toFuture();
            AtomicReference<@Nullable String> seen = new AtomicReference<>();
            orders.one(sink.asMono()).doOnNext((value) -> seen.set(label())).subscribe();
            Thread thread = new Thread(() -> sink.tryEmitValue("value").orThrow());
            thread.start();
            thread.join();
            assertThat(Bounded.get(label)).isEqualTo("value");
            assertThat(seen).hasValue(LABEL + "one");
            Bounded.assertEnded(group, 4, 0);
        });
    }

    @Test
    void runShouldPassContextThrough() {
        run((orders, group) -> {
            Mono<String> read = orders.one(Mono.deferContextual((context) -> Mono.just(context.get("user"))));
            assertThat(read.contextWrite((context) -> context.put("user", "ada")).block()).isEqualTo("ada");
            Bounded.assertEnded(group, 2, 0);
        });
    }

    @Test
    void runWhenSubscriptionIsRefusedShouldFailIt() {
        run((orders, group) -> {
            Mono<String> mono = orders.one(Mono.just("value"));
            group.close();
            assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(mono::block)
                .withMessageContaining(LABEL + "one");
            Bounded.assertEnded(group, 1, 0);
        });
    }

    @Test
    void runWhenMethodPromisesPublisherShouldCountSubscriptions() {
        run((orders, group) -> {
            assertThat(Flux.from(orders.any(Mono.just("value"))).blockLast()).isEqualTo("value");
            assertThat(Flux.from(orders.any(Flux.just("a", "b"))).blockLast()).isEqualTo("b");
            assertThat(Flux.from(orders.any((subscriber) -> Flux.just("c").subscribe(subscriber))).blockLast())
                .isEqualTo("c");
            Bounded.assertEnded(group, 6, 0);
        });
    }

    @Test
    void runWhenMethodPromisesMoreThanFluxShouldLeaveItAloneAndSaySo(CapturedOutput output) {
        run((orders, group) -> {
            ConnectableFlux<String> connectable = Flux.just("a").publish();
            assertThat(orders.connectable(connectable)).isSameAs(connectable);
            orders.connectable(connectable);
            Bounded.assertEnded(group, 2, 0);
        });
        assertThat(output).containsOnlyOnce("returns are not counted, because it promises a "
                + "reactor.core.publisher.ConnectableFlux: let it return a Mono, Flux or Publisher");
    }

    @Test
    void runWhenSubscriberThrowsShouldEndUnit() {
        run((orders, group) -> {
            CountDownLatch failed = new CountDownLatch(1);
            orders.many(Flux.just(1, 2)).subscribe((value) -> {
                throw new IllegalStateException("expected");
            }, (ex) -> failed.countDown());
            Bounded.await(failed);
            Bounded.assertEnded(group, 2, 0);
        });
    }

    private static String label() {
        Registration current = Registration.current();
        return (current != null) ? current.label() : "none";
    }

    private void run(Scenario scenario) {
        InFlightFixture.runner(Orders.class)
            .run((context) -> scenario.run(context.getBean(Orders.class), context.getBean(WaitGroup.class)));
    }

    interface Scenario {

        void run(Orders orders, WaitGroup group) throws Exception;

    }

    static class Orders {

        @InFlight
        <T> Mono<T> one(Mono<T> source) {
            return source;
        }

        @InFlight
        <T> Flux<T> many(Flux<T> source) {
            return source;
        }

        @InFlight
        <T> Publisher<T> any(Publisher<T> source) {
            return source;
        }

        @InFlight
        <T> ConnectableFlux<T> connectable(ConnectableFlux<T> source) {
            return source;
        }

    }

}
