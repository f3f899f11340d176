// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.reactive;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;
import reactor.util.context.Context;

/**
 * A body that says when it begins, just before the response is committed, and what of it
 * is sent.
 *
 * @param <T> the type of the elements
 */
class AnsweredFlux<T> extends FluxOperator<T, T> {

    private final Runnable begins;

    private final @Nullable Runnable sent;

    AnsweredFlux(Flux<? extends T> source, Runnable begins, @Nullable Runnable sent) {
        super(source);
        this.begins = begins;
        this.sent = sent;
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
        this.source.subscribe(new Elements(actual));
    }

    private final class Elements implements CoreSubscriber<T> {

        private final CoreSubscriber<? super T> actual;

        private boolean begun;

        Elements(CoreSubscriber<? super T> actual) {
            this.actual = actual;
        }

        @Override
        public Context currentContext() {
            return this.actual.currentContext();
        }

        @Override
        public void onSubscribe(Subscription s) {
            this.actual.onSubscribe(s);
        }

        @Override
        public void onNext(T element) {
            begin();
            this.actual.onNext(element);
            if (AnsweredFlux.this.sent != null) {
                AnsweredFlux.this.sent.run();
            }
        }

        @Override
        public void onError(Throwable ex) {
            this.actual.onError(ex);
        }

        @Override
        public void onComplete() {
            begin();
            this.actual.onComplete();
        }

        private void begin() {
            if (!this.begun) {
                this.begun = true;
                AnsweredFlux.this.begins.run();
            }
        }

    }

}
