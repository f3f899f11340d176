// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.StringJoiner;

import io.github.waitgroup.Drain;
import io.github.waitgroup.DrainReport;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.WorkSnapshot;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What an operator reads of a drain: one line when it begins and one when it ends, one or
 * two in between if it takes long, and every unit that was given up, with what its thread
 * was doing.
 */
final class DrainLog {

    private static final Log logger = LogFactory.getLog(DrainLog.class);

    private static final int OLDEST = 5;

    /**
     * So many are named before others are told: the log of a full queue takes its time.
     */
    private static final int FIRST = 100;

    private static final Duration WORTH_A_WORD = Duration.ofMillis(100);

    private DrainLog() {
    }

    static void began(WaitGroupRegistry registry, Duration left, boolean quietly) {
        say(quietly, "Commencing drain: " + inFlight(registry) + ", deadline in " + Durations.format(left));
    }

    static void quiesced(boolean quiet, Duration left) {
        logger.debug((quiet ? "Callers have turned away, " : "Callers still come, but the delay is over, ")
                + Durations.format(left) + " left");
    }

    static void endedStreams(int number) {
        if (number > 0) {
            logger.info("Asked " + number + " streams and sessions without an end of their own to end");
        }
    }

    static void progress(WaitGroupRegistry registry, Duration waited, Duration left, boolean late) {
        long count = registry.count();
        if (count == 0) {
            return;
        }
        List<WorkSnapshot> oldest = registry.oldest(OLDEST);
        StringBuilder text = new StringBuilder("Draining for ").append(Durations.format(waited))
            .append(", ")
            .append(Durations.format(left))
            .append(" left: ")
            .append(inFlight(registry));
        oldest.forEach((unit) -> describe(text.append("\n\t"), unit));
        if (count > oldest.size()) {
            text.append("\n\t... and ").append(count - oldest.size()).append(" more");
        }
        if (late) {
            logger.warn(text);
        }
        else {
            logger.info(text);
        }
    }

    static void leaving(@Nullable String context, WaitGroupRegistry registry, boolean zero) {
        if (!zero) {
            logger.warn("Context '" + context + "' stops with " + inFlight(registry)
                    + ", its own or of others that share the registry, which go on");
        }
    }

    static void ended(DrainReport report, Duration quiesced, boolean quietly) {
        String time = Durations.format(report.duration());
        if (quiesced.compareTo(WORTH_A_WORD) >= 0) {
            time += " (" + Durations.format(quiesced) + " of them for callers to turn away)";
        }
        String completed = completed(report);
        if (report.outcome() == Drain.State.DRAINED) {
            say(quietly, "Drain complete after " + time + ": " + completed + ", nothing lost");
            return;
        }
        logger.warn("Drain aborted after " + time + ": " + abandoned(report) + ", " + completed);
        units(report, 0, FIRST);
    }

    /**
     * Names the units that {@link #ended} has left out, for others to be told in time.
     * @param report how the drain ended
     */
    static void rest(DrainReport report) {
        units(report, FIRST, Integer.MAX_VALUE);
    }

    static void late(DrainReport report) {
        if (report.outcome() != Drain.State.DRAINED) {
            logger.warn("Work that came after the drain did not end in time: " + abandoned(report));
            units(report, 0, Integer.MAX_VALUE);
        }
        else if (report.completedCount() > 0) {
            logger.debug("Work that came after the drain completed: " + report.completedCount());
        }
    }

    private static String completed(DrainReport report) {
        StringJoiner groups = groups();
        for (DrainReport.Group group : report.groups()) {
            add(groups, group.name(), group.completed());
        }
        return report.completedCount() + " completed" + groups;
    }

    private static String abandoned(DrainReport report) {
        StringJoiner groups = groups();
        for (DrainReport.Group group : report.groups()) {
            add(groups, group.name(), group.abandoned());
        }
        return report.abandonedCount() + " abandoned" + groups;
    }

    private static void units(DrainReport report, int from, int to) {
        for (int i = from; i < Math.min(to, report.abandoned().size()); i++) {
            WorkSnapshot unit = report.abandoned().get(i);
            StringBuilder text = describe(new StringBuilder("Abandoned in "), unit);
            for (StackTraceElement frame : unit.stack()) {
                text.append("\n\tat ").append(frame);
            }
            logger.warn(text);
        }
    }

    private static StringBuilder describe(StringBuilder text, WorkSnapshot unit) {
        text.append(unit.group())
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
        if (unit.traceId() != null) {
            text.append(", trace ").append(unit.traceId());
        }
        return text;
    }

    private static String inFlight(WaitGroupRegistry registry) {
        StringJoiner groups = groups();
        for (WaitGroup group : registry.groups()) {
            add(groups, group.name(), group.count());
        }
        return registry.count() + " in flight" + groups;
    }

    private static void say(boolean quietly, String text) {
        if (quietly) {
            logger.debug(text);
        }
        else {
            logger.info(text);
        }
    }

    private static StringJoiner groups() {
        return new StringJoiner(", ", " (", ")").setEmptyValue("");
    }

    private static void add(StringJoiner groups, String name, long count) {
        if (count > 0) {
            groups.add(name + " " + count);
        }
    }

}
