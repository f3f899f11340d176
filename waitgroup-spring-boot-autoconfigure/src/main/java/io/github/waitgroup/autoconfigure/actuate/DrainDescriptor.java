// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.actuate;

import java.time.Duration;
import java.util.Map;

import io.github.waitgroup.Drain;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Description of where the drain stands.
 *
 * @param state the state of the drain
 * @param drained whether it drains and nothing is in flight that has an end of its own:
 * the orchestrator may go on
 * @param inFlight units in flight in all groups, those without an end included
 * @param elapsed the time since the clock of the deadline was started
 * @param remaining what is left of the deadline
 * @param groups units in flight by the name of their group, where there are any
 * @since 0.1.0
 */
public record DrainDescriptor(Drain.State state, boolean drained, long inFlight, Duration elapsed, Duration remaining,
        Map<String, Long> groups) implements OperationResponseBody {

}
