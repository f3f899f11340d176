// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.inflight;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.github.waitgroup.Registration;
import io.github.waitgroup.autoconfigure.subscription.CountedFlux;
import io.github.waitgroup.autoconfigure.subscription.CountedMono;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Counts the subscriptions to what a method returned. Apart, because it needs Reactor.
 */
class InFlightPublishers {

    private static final Log logger = LogFactory.getLog(InFlightPublishers.class);

    private final Set<Method> warned = ConcurrentHashMap.newKeySet();

    Object count(Object result, Method method, Supplier<Registration> units) {
        if (!(result instanceof Publisher<?> publisher)) {
            return result;
        }
        Object counted = (result instanceof Mono<?> mono) ? new CountedMono<>(mono, (subscriber) -> units.get())
                : new CountedFlux<>(Flux.from(publisher), (subscriber) -> units.get());
        if (method.getReturnType().isInstance(counted)) {
            return counted;
        }
        if (this.warned.add(method)) {
            logger.warn("Subscriptions to what @InFlight method " + method + " returns are not counted, because it "
                    + "promises a " + method.getReturnType().getName() + ": let it return a Mono, Flux or Publisher");
        }
        return result;
    }

}
