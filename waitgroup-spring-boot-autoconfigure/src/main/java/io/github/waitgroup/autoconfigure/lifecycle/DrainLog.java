// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.time.Duration;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

import io.github.waitgroup.Drain;
import io.github.waitgroup.DrainOptions;
import io.github.waitgroup.DrainReport;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.WorkSnapshot;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What an operator reads of a drain: one line when it begins and one when it ends, and
 * every unit that was given up, with what its thread was doing.
 */
final class DrainLog {

    private static final Log logger = LogFactory.getLog(DrainLog.class);

    private DrainLog() {
    }

    static void began(WaitGroupRegistry registry, DrainOptions options) {
        logger.info("Commencing drain: " + registry.count() + " in flight"
                + byGroup(registry.groups(), WaitGroup::name, WaitGroup::count) + ", deadline in "
                + Durations.format(options.timeout()));
    }

    static void quiesced(boolean quiet, Duration left) {
        logger.debug((quiet ? "Callers have turned away, " : "Callers still come, but the delay is over, ")
                + Durations.format(left) + " left");
    }

    static void ended(DrainReport report) {
        String time = Durations.format(report.duration());
        String completed = report.completedCount() + " completed"
                + byGroup(report.groups(), DrainReport.Group::name, DrainReport.Group::completed);
        if (report.outcome() == Drain.State.DRAINED) {
            logger.info("Drain complete after " + time + ": " + completed + ", nothing lost");
            return;
        }
        logger.warn("Drain aborted after " + time + ": " + abandoned(report) + ", " + completed);
        report.abandoned().forEach(DrainLog::unit);
    }

    static void late(DrainReport report) {
        if (report.outcome() != Drain.State.DRAINED) {
            logger.warn("Work that came after the drain did not end in time: " + abandoned(report));
            report.abandoned().forEach(DrainLog::unit);
        }
        else if (report.completedCount() > 0) {
            logger.debug("Work that came after the drain completed: " + report.completedCount());
        }
    }

    private static String abandoned(DrainReport report) {
        return report.abandonedCount() + " abandoned"
                + byGroup(report.groups(), DrainReport.Group::name, DrainReport.Group::abandoned);
    }

    private static void unit(WorkSnapshot unit) {
        StringBuilder text = new StringBuilder("Abandoned in ").append(unit.group())
            .append(": ")
            .append(unit.label())
            .append(" #")
            .append(unit.id())
            .append(", ")
            .append(unit.state())
            .append(", in flight for ")
            .append(Durations.format(unit.age()));
        if (unit.parent() != null) {
            text.append(", submitted by #").append(unit.parent());
        }
        if (unit.thread() != null) {
            text.append(", on thread ").append(unit.thread());
        }
        unit.stack().forEach((frame) -> text.append("\n\tat ").append(frame));
        logger.warn(text);
    }

    private static <T> String byGroup(Collection<T> groups, Function<T, String> name, ToLongFunction<T> number) {
        String list = groups.stream()
            .filter((group) -> number.applyAsLong(group) > 0)
            .map((group) -> name.apply(group) + " " + number.applyAsLong(group))
            .collect(Collectors.joining(", "));
        return list.isEmpty() ? "" : " (" + list + ")";
    }

}
