// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.health;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * {@link HealthIndicator} of the work in flight: out of service while draining, down when
 * a unit is older than the longest age that was set, if one was. Units without an end of
 * their own, such as streams and sessions, may be as old as they like.
 *
 * @since 0.1.0
 */
public class WaitGroupHealthIndicator extends AbstractHealthIndicator {

    private final WaitGroupRegistry registry;

    private final Drain drain;

    private final @Nullable Duration maxAge;

    /**
     * Creates an indicator.
     * @param registry the groups to look at
     * @param drain the drain whose state to tell
     * @param maxAge the age from which a unit is taken for stuck, {@code null} for none
     */
    public WaitGroupHealthIndicator(WaitGroupRegistry registry, Drain drain, @Nullable Duration maxAge) {
        super("The work in flight could not be looked at");
        this.registry = registry;
        this.drain = drain;
        this.maxAge = maxAge;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        Map<String, Long> groups = new TreeMap<>();
        Duration oldest = null;
        for (WaitGroup group : this.registry.groups()) {
            Duration age = group.oldestBoundedAge();
            oldest = (oldest == null || (age != null && age.compareTo(oldest) > 0)) ? age : oldest;
            groups.put(group.name(), group.count());
        }
        status(builder, oldest);
        builder.withDetail("state", this.drain.state())
            .withDetail("inFlight", this.registry.count())
            .withDetail("groups", groups);
        if (oldest != null) {
            builder.withDetail("oldestAge", oldest.truncatedTo(ChronoUnit.MILLIS));
        }
    }

    private void status(Health.Builder builder, @Nullable Duration oldest) {
        if (this.drain.isDraining()) {
            builder.outOfService();
        }
        else if (this.maxAge != null && oldest != null && oldest.compareTo(this.maxAge) > 0) {
            builder.down().withDetail("maxAge", this.maxAge);
        }
        else {
            builder.up();
        }
    }

}
