// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.actuate;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroupSnapshot;
import io.github.waitgroup.WorkSnapshot;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SanitizableData;

/**
 * Description of the work of one group that is in flight.
 *
 * @param group the group's name
 * @param inFlight units in flight
 * @param omitted units in flight that are not shown
 * @param work the units shown, oldest first
 * @since 0.1.0
 */
public record WaitGroupDescriptor(String group, long inFlight, long omitted,
        List<WorkDescriptor> work) implements OperationResponseBody {

    static WaitGroupDescriptor of(WaitGroupSnapshot group) {
        return new WaitGroupDescriptor(group.name(), group.inFlight(), group.omitted(),
                group.work().stream().map(WorkDescriptor::of).toList());
    }

    WaitGroupDescriptor sanitized(boolean stacks) {
        return new WaitGroupDescriptor(this.group, this.inFlight, this.omitted,
                this.work.stream().map((work) -> work.sanitized(stacks)).toList());
    }

    /**
     * Description of one unit in flight.
     *
     * @param id its number
     * @param label what it is
     * @param state where it stands
     * @param age the time since it was registered
     * @param thread the thread that works for it, if there is one
     * @param parent the number of the unit that registered it, if there was one
     * @param traceId the trace it belongs to, if one is known
     * @param stack what the thread is doing, if that was asked for
     */
    public record WorkDescriptor(long id, String label, Registration.State state, Duration age, @Nullable String thread,
            @Nullable Long parent, @Nullable String traceId, @Nullable List<String> stack) {

        static WorkDescriptor of(WorkSnapshot work) {
            return new WorkDescriptor(work.id(), work.label(), work.state(), work.age().truncatedTo(ChronoUnit.MILLIS),
                    work.thread(), work.parent(), work.traceId(),
                    work.stack().isEmpty() ? null : work.stack().stream().map(StackTraceElement::toString).toList());
        }

        private WorkDescriptor sanitized(boolean stacks) {
            return new WorkDescriptor(this.id, SanitizableData.SANITIZED_VALUE, this.state, this.age, this.thread,
                    this.parent, this.traceId,
                    (stacks && this.thread != null) ? List.of(SanitizableData.SANITIZED_VALUE) : null);
        }

    }

}
