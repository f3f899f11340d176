// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.convert.DurationUnit;

/**
 * Properties of the first step of the drain: everything is still served, while load
 * balancers and clients turn away.
 *
 * @param minDelay Least time to go on serving after the stop signal. Defaults to 5s on
 * Kubernetes, where routes vanish without notice, and to 0s elsewhere. If a duration
 * suffix is not specified, seconds will be used.
 * @param quietPeriod Time without a new request that ends this step; it looks back, so
 * that an idle application does not wait. Defaults to 1s. If a duration suffix is not
 * specified, seconds will be used.
 * @param maxDelay Most time to go on serving after the stop signal. Defaults to 10s, but
 * never to more than two fifths of the shutdown timeout. If a duration suffix is not
 * specified, seconds will be used.
 */
@ConfigurationProperties("waitgroup.quiesce")
record QuiesceProperties(@DurationUnit(ChronoUnit.SECONDS) @Nullable Duration minDelay,
        @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration quietPeriod,
        @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration maxDelay) {

}
