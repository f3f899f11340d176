// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.reactive;

import java.util.concurrent.TimeUnit;

import io.github.waitgroup.Registration;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketSession;

/**
 * How a session ends that has no end of its own: the other side is told that this one is
 * going away, and the handler may finish what it is at. Should it not, because the other
 * side never answers or it waits for something else, it is cancelled after a while.
 */
class SessionEnd {

    private static final int PATIENCE_SECONDS = 3;

    private final WebSocketSession session;

    private final Sinks.Empty<Void> overdue = Sinks.empty();

    private final Disposable.Swap timer = Disposables.swap();

    private volatile boolean asked;

    SessionEnd(WebSocketSession session) {
        this.session = session;
    }

    Mono<Void> bound(Mono<Void> handling) {
        // What it cannot send any more is no failure then
        return handling.onErrorComplete((ex) -> this.asked)
            .takeUntilOther(this.overdue.asMono())
            .doFinally((signal) -> this.timer.dispose());
    }

    Registration of(Registration unit) {
        unit.openEnded(this::ask);
        return unit;
    }

    private void ask() {
        this.asked = true;
        this.timer
            .update(Schedulers.parallel().schedule(this.overdue::tryEmitEmpty, PATIENCE_SECONDS, TimeUnit.SECONDS));
        this.session.close(CloseStatus.GOING_AWAY).onErrorComplete().subscribe(new BaseSubscriber<>() {
        });
    }

}
