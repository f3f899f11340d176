// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.subscription;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Operators;
import reactor.core.publisher.ParallelFlux;

/**
 * Counts the subscriptions to the rails of a {@link ParallelFlux}, each of which is a
 * unit of work.
 *
 * @since 0.1.0
 */
public final class CountedRails {

    private CountedRails() {
    }

    /**
     * Returns a counted view of a publisher.
     * @param source what is subscribed to
     * @param units registers the units; must not throw
     * @param <T> the type of the values
     * @return what to subscribe to instead, a {@link ParallelFlux} as well
     */
    public static <T> Publisher<T> of(ParallelFlux<T> source, Units units) {
        return Operators.<T, T>liftPublisher((publisher, subscriber) -> CountedSubscriber.of(subscriber, units))
            .apply(source);
    }

}
