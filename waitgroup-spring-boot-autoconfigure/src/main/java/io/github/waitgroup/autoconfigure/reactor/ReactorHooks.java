// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.reactor;

import java.util.concurrent.atomic.AtomicLong;

import io.github.waitgroup.autoconfigure.subscription.CountedFlux;
import io.github.waitgroup.autoconfigure.subscription.CountedMono;
import io.github.waitgroup.autoconfigure.subscription.CountedRails;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.publisher.ParallelFlux;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;

/**
 * Puts the work of one application context under Reactor's hooks, which are those of the
 * whole JVM: each context has a key of its own, so that several live beside each other,
 * and takes its hooks back when its beans are destroyed, after all phases of the
 * shutdown.
 */
class ReactorHooks implements InitializingBean, DisposableBean {

    private static final AtomicLong KEYS = new AtomicLong();

    private final String key = "io.github.waitgroup." + KEYS.incrementAndGet();

    private final ReactorWork work;

    ReactorHooks(ReactorWork work) {
        this.work = work;
    }

    @Override
    public void afterPropertiesSet() {
        Hooks.onLastOperator(this.key, this::subscribing);
        Schedulers.onScheduleHook(this.key, this.work::scheduling);
    }

    @Override
    public void destroy() {
        Hooks.resetOnLastOperator(this.key);
        Schedulers.resetOnScheduleHook(this.key);
    }

    // Called at each subscription, on the subscribing thread
    private Publisher<Object> subscribing(Publisher<Object> publisher) {
        if (this.work.isAbsent()) {
            return publisher;
        }
        if (publisher instanceof Mono<Object> mono) {
            return new CountedMono<>(mono, this.work);
        }
        if (publisher instanceof Flux<Object> flux) {
            return new CountedFlux<>(flux, this.work);
        }
        if (publisher instanceof ParallelFlux<Object> rails) {
            return CountedRails.of(rails, this.work);
        }
        return publisher;
    }

}
