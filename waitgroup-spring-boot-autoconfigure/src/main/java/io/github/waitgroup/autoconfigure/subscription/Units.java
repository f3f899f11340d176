// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.subscription;

import io.github.waitgroup.Registration;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;

/**
 * Registers the unit of a subscription that is being made by the current thread.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Units {

    /**
     * Registers a unit.
     * @param subscriber who subscribes
     * @return the unit, or {@code null} if this subscription is not counted
     * @throws java.util.concurrent.RejectedExecutionException if it is refused: the
     * subscriber gets this as its error
     */
    @Nullable Registration register(CoreSubscriber<?> subscriber);

}
