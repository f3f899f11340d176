// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.actuate;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroupSnapshot;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Description of all wait groups.
 *
 * @param state the state of the drain
 * @param inFlight units in flight in all groups
 * @param registered units ever registered
 * @param completed units that ended, well or not
 * @param failed those of the completed that failed
 * @param abandoned units that a drain gave up
 * @param groups the groups by name
 * @since 0.1.0
 */
public record WaitGroupsDescriptor(Drain.State state, long inFlight, long registered, long completed, long failed,
        long abandoned, Map<String, GroupDescriptor> groups) implements OperationResponseBody {

    static WaitGroupsDescriptor of(Drain.State state, Collection<WaitGroupSnapshot> snapshots) {
        Map<String, GroupDescriptor> groups = new TreeMap<>();
        snapshots.forEach((snapshot) -> groups.put(snapshot.name(), GroupDescriptor.of(snapshot)));
        return new WaitGroupsDescriptor(state, sum(snapshots, WaitGroupSnapshot::inFlight),
                sum(snapshots, WaitGroupSnapshot::registered), sum(snapshots, WaitGroupSnapshot::completed),
                sum(snapshots, WaitGroupSnapshot::failed), sum(snapshots, WaitGroupSnapshot::abandoned), groups);
    }

    private static long sum(Collection<WaitGroupSnapshot> snapshots, ToLongFunction<WaitGroupSnapshot> number) {
        return snapshots.stream().mapToLong(number).sum();
    }

    /**
     * Description of the counters of one group.
     *
     * @param inFlight units in flight
     * @param queued those that no thread has begun
     * @param running those that some thread has begun
     * @param registered units ever registered
     * @param completed units that ended, well or not
     * @param failed those of the completed that failed
     * @param abandoned units that a drain gave up
     * @param oldestAge the age of the oldest unit in flight, if there is one
     */
    public record GroupDescriptor(long inFlight, long queued, long running, long registered, long completed,
            long failed, long abandoned, @Nullable Duration oldestAge) {

        static GroupDescriptor of(WaitGroupSnapshot group) {
            Duration oldest = group.oldestAge();
            return new GroupDescriptor(group.inFlight(), group.queued(), group.running(), group.registered(),
                    group.completed(), group.failed(), group.abandoned(),
                    (oldest != null) ? oldest.truncatedTo(ChronoUnit.MILLIS) : null);
        }

    }

}
