// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import io.github.waitgroup.DrainOptions.Admission;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * Properties of the drain as a whole.
 *
 * @param timeout Deadline for the whole drain, from the stop signal on. Work that has not
 * ended by then is given up and reported. If a duration suffix is not specified, seconds
 * will be used.
 * @param admission Which new work is admitted while work in flight is awaited.
 * @param interrupt Whether the threads of work that still runs at the deadline are
 * interrupted.
 * @param interruptGrace Time that interrupted work has to end after the deadline. If a
 * duration suffix is not specified, seconds will be used.
 * @param terminationGracePeriod Time after which the platform kills the process, from the
 * stop signal on, such as Kubernetes' terminationGracePeriodSeconds less what a preStop
 * hook takes. The start warns if the drain may take longer, and a process that hangs ends
 * just before. If a duration suffix is not specified, seconds will be used.
 */
@ConfigurationProperties("waitgroup.shutdown")
record ShutdownProperties(@DurationUnit(ChronoUnit.SECONDS) @DefaultValue("25s") Duration timeout,
        @DefaultValue("all") Admission admission, @DefaultValue("true") boolean interrupt,
        @DurationUnit(ChronoUnit.SECONDS) @DefaultValue("2s") Duration interruptGrace,
        @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration terminationGracePeriod) {

}
