// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Who is told of a drain's state. One that fails does not keep the news from the others.
 */
final class Listeners {

    private static final System.Logger logger = System.getLogger(Drain.class.getName());

    private final List<Consumer<Drain.State>> listeners = new CopyOnWriteArrayList<>();

    void add(Consumer<Drain.State> listener) {
        this.listeners.add(Objects.requireNonNull(listener, "listener must not be null"));
    }

    void remove(Consumer<Drain.State> listener) {
        this.listeners.remove(listener);
    }

    void tell(Drain.State state) {
        for (Consumer<Drain.State> listener : this.listeners) {
            try {
                listener.accept(state);
            }
            catch (Throwable ex) {
                logger.log(Level.WARNING, "A listener failed when the drain went to " + state, ex);
            }
        }
    }

}
