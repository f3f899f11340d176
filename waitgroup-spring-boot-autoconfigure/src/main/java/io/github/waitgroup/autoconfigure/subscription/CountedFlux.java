// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.subscription;

import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;

/**
 * A {@link Flux} each of whose subscriptions is a unit of work, from subscribing until it
 * completes, fails or is cancelled.
 *
 * @param <T> the type of the values
 * @since 0.1.0
 */
public final class CountedFlux<T> extends FluxOperator<T, T> {

    private final Units units;

    /**
     * Creates a counted view of a publisher.
     * @param source what is subscribed to
     * @param units registers the units
     */
    public CountedFlux(Flux<? extends T> source, Units units) {
        super(source);
        this.units = units;
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
        CountedSubscriber.subscribe(this.source, actual, this.units);
    }

}
