// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.test;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import org.jspecify.annotations.Nullable;

/**
 * What counts as one: a registry with all its groups, or a group.
 */
sealed interface Counted {

    boolean await(Duration timeout) throws InterruptedException;

    long count();

    Collection<WaitGroup> groups();

    /**
     * Returns whether all that the other counts is counted here, too.
     * @param other what may be a group of this registry
     * @return whether this is enough
     */
    boolean covers(Counted other);

    static Counted of(WaitGroupRegistry registry) {
        return new Registry(registry);
    }

    static Counted of(WaitGroup group) {
        return new Group(group);
    }

    static @Nullable Counted ofAny(@Nullable Object any) {
        if (any instanceof WaitGroupRegistry registry) {
            return of(registry);
        }
        return (any instanceof WaitGroup group) ? of(group) : null;
    }

    /**
     * A registry.
     *
     * @param registry the registry
     */
    record Registry(WaitGroupRegistry registry) implements Counted {

        @Override
        public boolean await(Duration timeout) throws InterruptedException {
            return this.registry.await(timeout);
        }

        @Override
        public long count() {
            return this.registry.count();
        }

        @Override
        public Collection<WaitGroup> groups() {
            return this.registry.groups();
        }

        @Override
        public boolean covers(Counted other) {
            return other instanceof Group lone && this.registry.contains(lone.group());
        }

    }

    /**
     * A group by itself.
     *
     * @param group the group
     */
    record Group(WaitGroup group) implements Counted {

        @Override
        public boolean await(Duration timeout) throws InterruptedException {
            return this.group.await(timeout);
        }

        @Override
        public long count() {
            return this.group.count();
        }

        @Override
        public Collection<WaitGroup> groups() {
            return List.of(this.group);
        }

        @Override
        public boolean covers(Counted other) {
            return false;
        }

    }

}
