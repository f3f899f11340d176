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

    // Asked at each subscription inside of a request. Values of the JDK, for any other
    // would keep its class loader alive
    private static final ClassValue<Boolean> BY_SPRING = new ClassValue<>() {

        @Override
        protected Boolean computeValue(Class<?> type) {
            return SPRINGS.contains(type.getName());
        }

    };

    // Reactor puts subscribers of its own around those that are not Reactor's, and around
    // all with automatic context propagation
    private static final ClassValue<Boolean> AROUND = new ClassValue<>() {

        @Override
        protected Boolean computeValue(Class<?> type) {
            return type.getName().contains("RestoringThreadLocals")
                    || type.getName().equals("reactor.core.publisher.StrictSubscriber");
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
        try {
            sampled = Set.of(sample(Mono.never().subscribe()), sample(Flux.never().subscribe()),
                    sample(Mono.never().toFuture()));
        }
        finally {
            this.sampling = false;
        }
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
        return BY_SPRING.get(subscriber.getClass());
    }

    private static Object innermost(CoreSubscriber<?> subscriber) {
        Object innermost = subscriber;
        while (AROUND.get(innermost.getClass()) && innermost instanceof Scannable scannable
                && scannable.scanUnsafe(Scannable.Attr.ACTUAL) instanceof Subscriber<?> actual) {
            innermost = actual;
        }
        return innermost;
    }

}
