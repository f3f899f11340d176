// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill.app.reactive;

import java.time.Duration;
import java.util.concurrent.Callable;

import io.github.waitgroup.proof.kill.app.Submissions;
import io.github.waitgroup.proof.kill.app.Unit;
import io.github.waitgroup.proof.kill.app.Work;
import io.github.waitgroup.proof.kill.journal.Source;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * All that answers, never on the event loop: a connection on which Reactor Netty 1.3.7
 * answers that way just after a late answer is not read from again (its issue 4361). A
 * complete answer ends with {@code done}.
 */
@RestController
class ReactiveAnswers {

    private static final int PIECES = 3;

    private final Work work;

    private final Submissions submissions;

    ReactiveAnswers(Work work, Submissions submissions) {
        this.work = work;
        this.submissions = submissions;
    }

    @PostMapping("/task/{source}")
    Mono<String> work(@PathVariable Source source) {
        return blocking(() -> this.submissions.submit(source));
    }

    @PostMapping("/MONO")
    Mono<String> mono() {
        return begun(Source.MONO).flatMap((unit) -> after(unit.millis()).then(end(unit)));
    }

    @PostMapping("/ELASTIC")
    Mono<String> elastic() {
        return blocking(() -> {
            this.work.accept(Source.ELASTIC).run();
            return "done";
        });
    }

    @PostMapping("/SUBSCRIBED")
    Mono<String> subscribed() {
        return blocking(() -> {
            Mono.fromRunnable(this.work.accept(Source.SUBSCRIBED)).subscribeOn(Schedulers.boundedElastic()).subscribe();
            return "done";
        });
    }

    @PostMapping(path = "/FLUX", produces = MediaType.APPLICATION_NDJSON_VALUE)
    Flux<String> flux() {
        return pieces(Source.FLUX);
    }

    @PostMapping(path = "/SSE", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<String> events() {
        return pieces(Source.SSE);
    }

    private Flux<String> pieces(Source source) {
        return begun(source).flatMapMany((unit) -> Flux.range(0, PIECES)
            .concatMap((number) -> Mono.just("piece " + number + "\n")
                .delayUntil((piece) -> after(unit.millis() / PIECES)))
            .concatWith(end(unit)));
    }

    private Mono<Unit> begun(Source source) {
        return blocking(() -> {
            Unit unit = this.work.accept(source);
            unit.start();
            return unit;
        });
    }

    private static Mono<String> end(Unit unit) {
        return blocking(() -> {
            unit.end();
            return "done";
        });
    }

    private static Mono<Long> after(long millis) {
        return Mono.delay(Duration.ofMillis(millis));
    }

    private static <T> Mono<T> blocking(Callable<T> call) {
        return Mono.fromCallable(call).subscribeOn(Schedulers.boundedElastic());
    }

}
