// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.subscription;

import io.github.waitgroup.Registration;
import io.github.waitgroup.Scope;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CorePublisher;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Ends the unit of a subscription when it ends, whichever way. Each thread that brings a
 * signal works for the unit meanwhile.
 * <p>
 * It takes no part in operator fusion, by which signals would pass it by.
 *
 * @param <T> the type of the values
 */
final class CountedSubscriber<T> implements CoreSubscriber<T>, Subscription {

    private final CoreSubscriber<? super T> actual;

    private final Registration unit;

    private @Nullable Subscription subscription;

    private CountedSubscriber(CoreSubscriber<? super T> actual, Registration unit) {
        this.actual = actual;
        this.unit = unit;
    }

    static <T> void subscribe(CorePublisher<? extends T> source, CoreSubscriber<? super T> actual, Units units) {
        Registration unit;
        try {
            unit = units.register(actual);
        }
        catch (Throwable ex) {
            Operators.error(actual, ex);
            return;
        }
        if (unit == null) {
            source.subscribe(actual);
            return;
        }
        CountedSubscriber<T> counted = new CountedSubscriber<>(actual, unit);
        counted.work(() -> source.subscribe(counted));
    }

    static <T> CoreSubscriber<? super T> of(CoreSubscriber<? super T> actual, Units units) {
        Registration unit = units.register(actual);
        return (unit != null) ? new CountedSubscriber<>(actual, unit) : actual;
    }

    @Override
    public Context currentContext() {
        return this.actual.currentContext();
    }

    @Override
    public void onSubscribe(Subscription s) {
        if (Operators.validate(this.subscription, s)) {
            this.subscription = s;
            work(() -> this.actual.onSubscribe(this));
        }
    }

    @Override
    public void onNext(T value) {
        work(() -> this.actual.onNext(value));
    }

    @Override
    public void onError(Throwable ex) {
        this.unit.fail();
        try {
            work(() -> this.actual.onError(ex));
        }
        finally {
            this.unit.close();
        }
    }

    @Override
    public void onComplete() {
        try {
            work(this.actual::onComplete);
        }
        finally {
            this.unit.close();
        }
    }

    @Override
    public void request(long n) {
        Subscription upstream = this.subscription;
        if (upstream != null) {
            work(() -> upstream.request(n));
        }
    }

    @Override
    public void cancel() {
        Subscription upstream = this.subscription;
        try {
            if (upstream != null) {
                upstream.cancel();
            }
        }
        finally {
            this.unit.close();
        }
    }

    // What escapes breaks the rules of reactive streams, or is fatal: nothing may follow
    private void work(Runnable signal) {
        Scope scope = enter();
        try {
            signal.run();
        }
        catch (Throwable ex) {
            this.unit.fail();
            this.unit.close();
            throw ex;
        }
        finally {
            if (scope != null) {
                scope.close();
            }
        }
    }

    private @Nullable Scope enter() {
        if (Registration.current() == this.unit) {
            return null;
        }
        try {
            return this.unit.enter();
        }
        catch (IllegalStateException ex) {
            // Cancelled, or given up by a drain: the signal must reach its end all the
            // same
            return null;
        }
    }

}
