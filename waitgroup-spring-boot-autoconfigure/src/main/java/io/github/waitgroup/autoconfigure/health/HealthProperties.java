// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.health;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.convert.DurationUnit;

/**
 * Properties of the health of work in flight.
 *
 * @param maxAge Age from which a unit of work in flight makes the application unhealthy,
 * streams and sessions without an end of their own aside. Not set by default. If a
 * duration suffix is not specified, seconds will be used.
 */
@ConfigurationProperties("waitgroup.health")
record HealthProperties(@DurationUnit(ChronoUnit.SECONDS) @Nullable Duration maxAge) {

}
