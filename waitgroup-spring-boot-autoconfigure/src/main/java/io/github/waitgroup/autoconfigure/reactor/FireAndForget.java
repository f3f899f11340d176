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
    private static final Set<String> SPRINGS_TYPES = Set.of(
            "org.springframework.scheduling.annotation.ScheduledAnnotationReactiveSupport$TrackingSubscriber",
            "org.springframework.context.event.ApplicationListenerMethodAdapter$EventPublicationSubscriber");

    /** Asked at each subscription inside of a request. */
    private static final ClassValue<Kind> KINDS = new ClassValue<>() {

        @Override
        protected Kind computeValue(Class<?> type) {
            return Kind.of(type.getName());
        }

    };

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
        Object innermost = innermost(subscriber);
        return known.contains(innermost.getClass()) || isSprings(innermost);
    }

    /**
     * Returns whether it is Spring that subscribes to what a method has returned, and
     * then goes on.
     * @param subscriber who subscribes
     * @return whether the method's own code is elsewhere
     */
    boolean isBySpring(CoreSubscriber<?> subscriber) {
        return isSprings(innermost(subscriber));
    }

    private static boolean isSprings(Object subscriber) {
        return KINDS.get(subscriber.getClass()) == Kind.SPRINGS;
    }

    // Reactor puts subscribers of its own around those that are not Reactor's, and around
    // all with automatic context propagation
    private static Object innermost(CoreSubscriber<?> subscriber) {
        Object innermost = subscriber;
        while (KINDS.get(innermost.getClass()) == Kind.AROUND && innermost instanceof Scannable scannable
                && scannable.scanUnsafe(Scannable.Attr.ACTUAL) instanceof Subscriber<?> actual) {
            innermost = actual;
        }
        return innermost;
    }

    private enum Kind {

        SPRINGS, AROUND, OTHER;

        static Kind of(String type) {
            if (SPRINGS_TYPES.contains(type)) {
                return SPRINGS;
            }
            boolean around = type.contains("RestoringThreadLocals")
                    || type.equals("reactor.core.publisher.StrictSubscriber");
            return around ? AROUND : OTHER;
        }

    }

}
