// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Who wants to know of the groups of a registry, and which it knows.
 */
final class GroupListener {

    private static final System.Logger logger = System.getLogger(WaitGroupRegistry.class.getName());

    private final Consumer<WaitGroup> listener;

    private final Set<WaitGroup> known = ConcurrentHashMap.newKeySet();

    GroupListener(Consumer<WaitGroup> listener) {
        this.listener = listener;
    }

    void tell(WaitGroup group) {
        if (this.known.add(group)) {
            try {
                this.listener.accept(group);
            }
            catch (RuntimeException | Error ex) {
                logger.log(Level.WARNING, "A listener failed when it was told of " + group, ex);
            }
        }
    }

}
