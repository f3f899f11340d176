// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.actuate;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * {@link Endpoint @Endpoint} that shows the live counters of the wait groups, and of one
 * group its units in flight. Reading never delays work.
 *
 * @since 0.1.0
 */
@Endpoint(id = "waitgroups")
public class WaitGroupsEndpoint {

    private static final int DEFAULT_LIMIT = 50;

    private static final int MAX_LIMIT = 1000;

    private final WaitGroupRegistry registry;

    private final Drain drain;

    private final Show showValues;

    /**
     * Creates an endpoint.
     * @param registry the groups to show
     * @param drain the drain whose state to show
     * @param showValues when to show labels and stacks
     */
    public WaitGroupsEndpoint(WaitGroupRegistry registry, Drain drain, Show showValues) {
        this.registry = registry;
        this.drain = drain;
        this.showValues = showValues;
    }

    /**
     * Shows the counters of all groups and their sums.
     * @return the counters
     */
    @ReadOperation
    public WaitGroupsDescriptor waitGroups() {
        return WaitGroupsDescriptor.of(this.drain.state(),
                this.registry.groups().stream().map((group) -> group.snapshot(0)).toList());
    }

    /**
     * Shows the units of a group that are in flight, oldest first.
     * @param group the group's name
     * @param limit how many units to show at most, from 1 to 1000; 50 if {@code null}
     * @param stacks whether to show what the thread of each unit is doing
     * @return the units
     * @throws InvalidEndpointRequestException if there is no such group, or the limit is
     * out of range
     */
    @ReadOperation
    public WaitGroupDescriptor waitGroup(@Selector String group, @Nullable Integer limit, @Nullable Boolean stacks) {
        return describe(group, limit, Boolean.TRUE.equals(stacks), this.showValues.isShown(true));
    }

    WaitGroupDescriptor describe(String name, @Nullable Integer limit, boolean stacks, boolean showValues) {
        int most = (limit != null) ? limit : DEFAULT_LIMIT;
        if (most < 1 || most > MAX_LIMIT) {
            throw invalidLimit(limit);
        }
        WaitGroup group = this.registry.find(name);
        if (group == null) {
            throw new UnknownGroupException(name, this.registry.groups());
        }
        // Not even taken if they are not shown
        WaitGroupDescriptor descriptor = WaitGroupDescriptor.of(group.snapshot(most, stacks && showValues));
        return showValues ? descriptor : descriptor.sanitized(stacks);
    }

    static InvalidEndpointRequestException invalidLimit(@Nullable Object limit) {
        String reason = "'limit' must be a number from 1 to " + MAX_LIMIT + ", not '" + limit + "'";
        return new InvalidEndpointRequestException(reason, reason);
    }

}
