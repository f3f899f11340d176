// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.reactor;

import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.Scannable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells the subscribers at the end of a flow for which nobody waits: those that
 * {@code subscribe} makes of lambdas, or of none, and {@code toFuture}. Not those of
 * {@code block}, whose caller waits, nor those inside of operators.
 * <p>
 * Reactor keeps their types to itself, so samples are asked.
 */
class FireAndForget {

    private final Set<Class<?>> types = Set.of(sample(Mono.never().subscribe()), sample(Flux.never().subscribe()),
            sample(Mono.never().toFuture()));

    private static Class<?> sample(Disposable subscriber) {
        subscriber.dispose();
        return subscriber.getClass();
    }

    private static Class<?> sample(CompletableFuture<?> subscriber) {
        subscriber.cancel(false);
        return subscriber.getClass();
    }

    boolean isBy(CoreSubscriber<?> subscriber) {
        return this.types.contains(subscriber.getClass()) || this.types.contains(typeOf(wrapped(subscriber)));
    }

    // With automatic context propagation, Reactor puts a subscriber of its own around
    private static @Nullable Object wrapped(CoreSubscriber<?> subscriber) {
        return subscriber.getClass().getName().contains("RestoringThreadLocals")
                ? Scannable.from(subscriber).scan(Scannable.Attr.ACTUAL) : null;
    }

    private static Class<?> typeOf(@Nullable Object candidate) {
        return (candidate != null) ? candidate.getClass() : Void.class;
    }

}
