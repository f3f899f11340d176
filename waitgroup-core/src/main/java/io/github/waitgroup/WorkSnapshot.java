// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One unit of work in flight as it was at one moment, for people who monitor.
 *
 * @param group the name of the group that counts it
 * @param id its number
 * @param label what it is
 * @param state where it stood
 * @param age the time since it was registered
 * @param thread the name of the thread that worked for it, or {@code null} if none did
 * @param parent the number of the unit that registered it, or {@code null} for root work
 * @param traceId the trace it belonged to, or {@code null} if none was known
 * @param stack what that thread was doing; empty if there was none, or if stacks were not
 * asked for
 * @since 0.1.0
 */
public record WorkSnapshot(String group, long id, String label, Registration.State state, Duration age,
        @Nullable String thread, @Nullable Long parent, @Nullable String traceId, List<StackTraceElement> stack) {

    static WorkSnapshot of(WaitGroup group, long id, String label, Registration.State state, long since,
            @Nullable String thread, long parent, @Nullable String traceId, List<StackTraceElement> stack) {
        return new WorkSnapshot(group.name(), id, label, state, Duration.ofNanos(group.now() - since), thread,
                (parent != 0) ? parent : null, traceId, stack);
    }

}
