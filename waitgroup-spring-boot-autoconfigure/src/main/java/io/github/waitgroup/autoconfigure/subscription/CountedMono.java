// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.subscription;

import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;

/**
 * A {@link Mono} each of whose subscriptions is a unit of work, from subscribing until it
 * completes, fails or is cancelled.
 *
 * @param <T> the type of the value
 * @since 0.1.0
 */
public final class CountedMono<T> extends MonoOperator<T, T> {

    private final Units units;

    /**
     * Creates a counted view of a publisher.
     * @param source what is subscribed to
     * @param units registers the units
     */
    public CountedMono(Mono<? extends T> source, Units units) {
        super(source);
        this.units = units;
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
        CountedSubscriber.subscribe(this.source, actual, this.units);
    }

}
