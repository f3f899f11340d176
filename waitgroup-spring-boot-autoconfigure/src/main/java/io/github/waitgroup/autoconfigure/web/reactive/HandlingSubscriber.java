// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.reactive;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Sees how the handling of a request ends: complete, failed, or cancelled because the
 * client has gone.
 *
 * @param <T> the type of the values, of which there are none
 */
class HandlingSubscriber<T> implements CoreSubscriber<T>, Subscription {

    private final CoreSubscriber<? super T> server;

    private final ServerRequest request;

    private final InFlightExchange exchange;

    private @Nullable Subscription handling;

    HandlingSubscriber(CoreSubscriber<? super T> server, ServerRequest request, InFlightExchange exchange) {
        this.server = server;
        this.request = request;
        this.exchange = exchange;
    }

    @Override
    public Context currentContext() {
        return this.server.currentContext();
    }

    @Override
    public void onSubscribe(Subscription s) {
        if (Operators.validate(this.handling, s)) {
            this.handling = s;
            this.server.onSubscribe(this);
        }
    }

    @Override
    public void onNext(T value) {
        this.server.onNext(value);
    }

    @Override
    public void onError(Throwable ex) {
        this.exchange.failed();
        try {
            this.server.onError(ex);
        }
        finally {
            handled();
        }
    }

    @Override
    public void onComplete() {
        try {
            this.server.onComplete();
        }
        finally {
            handled();
        }
    }

    @Override
    public void request(long n) {
        Subscription upstream = this.handling;
        if (upstream != null) {
            upstream.request(n);
        }
    }

    @Override
    public void cancel() {
        Subscription upstream = this.handling;
        try {
            if (upstream != null) {
                upstream.cancel();
            }
        }
        finally {
            handled();
        }
    }

    private void handled() {
        if (this.request.isUpgraded()) {
            // What goes on is no request any more
            this.exchange.run();
        }
        this.exchange.handled();
    }

}
