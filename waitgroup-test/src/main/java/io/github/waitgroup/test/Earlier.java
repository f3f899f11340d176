// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.test;

import java.util.Set;
import java.util.stream.Collectors;

import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupSnapshot;
import io.github.waitgroup.WorkSnapshot;

/**
 * What a group knew before a test began.
 *
 * @param ids the numbers of the units in flight
 * @param unnamed how many more were in flight, without a number
 * @param abandoned how many had been given up
 * @param leaked how many of these had leaked
 */
record Earlier(Set<Long> ids, long unnamed, long abandoned, long leaked) {

    static final Earlier NONE = new Earlier(Set.of(), 0, 0, 0);

    static Earlier of(WaitGroup group) {
        WaitGroupSnapshot now = group.snapshot(Integer.MAX_VALUE);
        return new Earlier(now.work().stream().map(WorkSnapshot::id).collect(Collectors.toUnmodifiableSet()),
                now.omitted(), now.abandoned(), now.leaked());
    }

    long inFlight() {
        return this.ids.size() + this.unnamed;
    }

}
