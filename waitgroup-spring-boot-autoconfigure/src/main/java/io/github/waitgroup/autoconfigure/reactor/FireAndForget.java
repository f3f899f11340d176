// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.reactor;

import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
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

    /** What {@code @Scheduled} and {@code @EventListener} methods return. */
    private static final Set<String> SPRINGS = Set.of(
            "org.springframework.scheduling.annotation.ScheduledAnnotationReactiveSupport$TrackingSubscriber",
            "org.springframework.context.event.ApplicationListenerMethodAdapter$EventPublicationSubscriber");

    private volatile @Nullable Set<Class<?>> types;

    private boolean sampling;

    // With the first subscription, not at the start of the application. Sampling is
    // subscribing, too, and comes here again
    private synchronized Set<Class<?>> sampled() {
        Set<Class<?>> sampled = this.types;
        if (sampled != null) {
            return sampled;
        }
        if (this.sampling) {
            return Set.of();
        }
        this.sampling = true;
        sampled = Set.of(sample(Mono.never().subscribe()), sample(Flux.never().subscribe()),
                sample(Mono.never().toFuture()));
        this.types = sampled;
        return sampled;
    }

    private static Class<?> sample(Disposable subscriber) {
        subscriber.dispose();
        return subscriber.getClass();
    }

    private static Class<?> sample(CompletableFuture<?> subscriber) {
        subscriber.cancel(false);
        return subscriber.getClass();
    }

    boolean isBy(CoreSubscriber<?> subscriber) {
        Set<Class<?>> known = this.types;
        if (known == null) {
            known = sampled();
        }
        return known.contains(innermost(subscriber).getClass()) || isBySpring(subscriber);
    }

    /**
     * Returns whether it is Spring that subscribes to what a method has returned, and
     * then goes on.
     * @param subscriber who subscribes
     * @return whether the method's own code is elsewhere
     */
    boolean isBySpring(CoreSubscriber<?> subscriber) {
        return SPRINGS.contains(innermost(subscriber).getClass().getName());
    }

    // Reactor puts subscribers of its own around those that are not Reactor's, and around
    // all with automatic context propagation
    private static Object innermost(CoreSubscriber<?> subscriber) {
        Object innermost = subscriber;
        while (innermost instanceof Scannable scannable && isAround(innermost.getClass().getName())
                && scannable.scanUnsafe(Scannable.Attr.ACTUAL) instanceof Subscriber<?> actual) {
            innermost = actual;
        }
        return innermost;
    }

    private static boolean isAround(String type) {
        return type.contains("RestoringThreadLocals") || type.equals("reactor.core.publisher.StrictSubscriber");
    }

}
