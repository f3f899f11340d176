// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.reactive;

import io.github.waitgroup.Scope;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;
import reactor.util.context.Context;

/**
 * A flow whose threads work for a request while they bring a signal.
 *
 * @param <T> the type of the elements
 */
class EnteredFlux<T> extends FluxOperator<T, T> {

    private final InFlightExchange exchange;

    EnteredFlux(Flux<? extends T> source, InFlightExchange exchange) {
        super(source);
        this.exchange = exchange;
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
        this.source.subscribe(new Signals(actual));
    }

    private final class Signals implements CoreSubscriber<T> {

        private final CoreSubscriber<? super T> actual;

        Signals(CoreSubscriber<? super T> actual) {
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
            work(() -> this.actual.onNext(element));
        }

        @Override
        public void onError(Throwable ex) {
            work(() -> this.actual.onError(ex));
        }

        @Override
        public void onComplete() {
            work(this.actual::onComplete);
        }

        private void work(Runnable signal) {
            Scope scope = EnteredFlux.this.exchange.enter();
            try {
                signal.run();
            }
            finally {
                if (scope != null) {
                    scope.close();
                }
                EnteredFlux.this.exchange.relabel();
            }
        }

    }

}
